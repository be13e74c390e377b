do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if exists (
        select from pg_rewrite
        where ev_class = 'public.setting'::regclass and rulename = 'setting_stays'
            and obj_description(oid, 'pg_rewrite') = 'made by: adds-a-rule'
    )
    then
        set local lock_timeout = '500ms';
        drop rule setting_stays on public.setting;
    end if;
end
$$;
