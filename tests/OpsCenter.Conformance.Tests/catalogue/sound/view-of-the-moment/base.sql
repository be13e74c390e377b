create table account (id integer primary key, mail text not null, created_at timestamp not null default '2024-02-29 12:00:00');

create view recent as select id, mail from account where created_at > 'now'::timestamp - interval '1 month';
