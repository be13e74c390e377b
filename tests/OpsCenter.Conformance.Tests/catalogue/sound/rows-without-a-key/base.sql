create domain public.positive as integer check (value > 0);
create domain public.labels as text[] check (array_length(value, 1) < 9);
create type public.pair as (a integer, b text);
create type public.span as range (subtype = float8);
create table public.place (x integer, y integer, primary key (x, y));
create table public.visit (x integer, y integer, foreign key (x, y) references public.place match full);
create table public.measure (
    d public.positive, l public.labels, p public.pair, ps public.pair[], r int4range, s public.span, b box, c circle, m macaddr, i inet,
    n cidr, bits bit(5), money money, doc xml, path jsonpath, words tsvector, query tsquery, u uuid, iv interval, t timetz, lsn pg_lsn,
    o oid, rc regclass, one "char", five char(5), raw bytea, grid integer[][], f real, twice integer generated always as (d * 2) stored
);
create table public.nothing ();
create table public.number_only (id integer generated always as identity);
create unlogged table public.scratch (v text);
create view public.pairs as select p, ps from public.measure;
create materialized view public.empty_view as select 1 as one with no data;
