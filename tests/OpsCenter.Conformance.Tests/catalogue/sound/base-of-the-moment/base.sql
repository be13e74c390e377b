create extension citext;

create table account (
    id integer primary key,
    mail citext not null unique,
    token uuid not null default gen_random_uuid(),
    luck double precision not null default random(),
    created_at timestamp with time zone not null default now()
);

create function longer(citext, citext) returns citext language sql immutable as $body$ select case when length($2) > length($1) then $2 else $1 end $body$;

create aggregate longest(citext) (sfunc = longer, stype = citext);
