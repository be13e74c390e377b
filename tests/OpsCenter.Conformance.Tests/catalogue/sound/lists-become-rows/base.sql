create table public.post (id integer primary key, title text, labels text[] not null default '{}');
