create table public.ticket (id serial primary key, seat varchar(10) not null);
