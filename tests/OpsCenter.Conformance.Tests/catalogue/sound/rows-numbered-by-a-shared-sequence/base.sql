create sequence public.pet_number;
create table public.cat (id integer primary key default nextval('public.pet_number'), name text not null);
create table public.dog (id integer primary key default nextval('public.pet_number'), name text not null);
create table public.toy (
    id bigint generated always as identity primary key,
    dog_id integer not null references public.dog,
    label text
);
create table public.log (
    id bigint generated always as identity primary key,
    at timestamptz not null default clock_timestamp(),
    line jsonb
);
create function public.keep_line() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    insert into public.log (line) values (to_jsonb(new));
    return null;
end
$$;
create trigger dog_log after insert or update on public.dog for each row execute function public.keep_line();
create rule toy_log as on insert to public.toy do also insert into public.log (line) values (to_jsonb('toy'::text));
