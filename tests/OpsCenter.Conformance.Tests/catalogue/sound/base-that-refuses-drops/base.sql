create table public.account (id integer primary key, mail text not null unique);
create table public.command_log (id bigint generated always as identity primary key, tag text not null);
create function public.refuse() returns event_trigger language plpgsql as $$
begin
    raise exception 'nothing is dropped here';
end
$$;
create function public.log_command() returns event_trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    insert into public.command_log (tag) values (tg_tag);
end
$$;
create event trigger no_drops on sql_drop execute function public.refuse();
create event trigger log_commands on ddl_command_end execute function public.log_command();
