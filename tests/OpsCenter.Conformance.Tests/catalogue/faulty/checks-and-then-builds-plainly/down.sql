do $$
declare
    made regclass;
begin
    perform pg_advisory_xact_lock(20310110);
    set local lock_timeout = '500ms';
    for made in
        select indexrelid from pg_index
        where indrelid = 'public.person'::regclass and obj_description(indexrelid, 'pg_class') = 'made by: age migration'
    loop
        execute format('drop index %s', made);
    end loop;
    if exists (
        select from pg_constraint
        where conrelid = 'public.person'::regclass and conname = 'age_sane' and obj_description(oid, 'pg_constraint') = 'made by: age migration'
    ) then
        alter table public.person drop constraint age_sane;
    end if;
end
$$;
