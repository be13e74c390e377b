do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if obj_description(to_regclass('public.visit'), 'pg_class') is distinct from 'made by: rollback-archives-rounded' then
        set local lock_timeout = '500ms';
        create table public.visit (id bigint generated always as identity primary key, at timestamptz not null, page text not null, seen jsonb);
        comment on table public.visit is 'made by: rollback-archives-rounded';
    end if;
end
$$;
