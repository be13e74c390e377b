do $$
begin
    perform pg_advisory_xact_lock(20310110);
    if not exists (select from pg_constraint where conrelid = 'public.person'::regclass and conname = 'age_sane') then
        set local lock_timeout = '500ms';
        alter table public.person add constraint age_sane check (age between 0 and 150) not valid;
        comment on constraint age_sane on public.person is 'made by: age migration';
    end if;
end
$$;
do $$
begin
    perform pg_advisory_xact_lock(20310110);
    if exists (select from pg_constraint where conrelid = 'public.person'::regclass and conname = 'age_sane' and not convalidated) then
        alter table public.person validate constraint age_sane;
    end if;
end
$$;
do $$
declare
    made regclass;
begin
    perform pg_advisory_xact_lock(20310110);
    if exists (
        select from pg_constraint
        where conrelid = 'public.person'::regclass and conname = 'age_sane' and obj_description(oid, 'pg_constraint') = 'made by: age migration'
    ) and not exists (
        select from pg_index
        where indrelid = 'public.person'::regclass and obj_description(indexrelid, 'pg_class') = 'made by: age migration'
    ) then
        set local lock_timeout = '500ms';
        -- The server chooses an unused name.
        create index on public.person (age);
        select max(indexrelid) into made from pg_index where indrelid = 'public.person'::regclass;
        execute format('comment on index %s is %L', made, 'made by: age migration');
    end if;
end
$$;
