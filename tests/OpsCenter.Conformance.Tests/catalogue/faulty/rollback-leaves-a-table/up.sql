do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if obj_description(to_regclass('public.visit'), 'pg_class') is distinct from 'made by: rollback-leaves-a-table' then
        set local lock_timeout = '500ms';
        create table public.visit (id bigint generated always as identity primary key, at timestamptz not null, page text not null, seen jsonb);
        if obj_description(to_regclass('public.visit_kind'), 'pg_class') is distinct from 'made by: rollback-leaves-a-table' then
            create table public.visit_kind (name text primary key);
            comment on table public.visit_kind is 'made by: rollback-leaves-a-table';
        end if;
        comment on table public.visit is 'made by: rollback-leaves-a-table';
    end if;
end
$$;
