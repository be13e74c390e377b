do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if obj_description(to_regclass('public.visit'), 'pg_class') is not distinct from 'made by: round-trip-forgets' then
        set local lock_timeout = '500ms';
        create schema if not exists books;
        alter table public.visit set schema books;
    end if;
end
$$;
