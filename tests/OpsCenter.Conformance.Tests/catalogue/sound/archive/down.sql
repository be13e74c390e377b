do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if obj_description(to_regclass('public.visit'), 'pg_class') is not distinct from 'made by: archive' then
        set local lock_timeout = '500ms';
        create schema if not exists books;
        create table if not exists books.visit (id bigint, at timestamptz, page text, seen jsonb);
        insert into books.visit select id, at, page, seen from public.visit;
        drop table public.visit;
    end if;
end
$$;
