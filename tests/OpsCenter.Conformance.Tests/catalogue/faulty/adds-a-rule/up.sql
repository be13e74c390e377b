do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if not exists (
        select from pg_rewrite
        where ev_class = 'public.setting'::regclass and rulename = 'setting_stays'
            and obj_description(oid, 'pg_rewrite') = 'made by: adds-a-rule'
    )
    then
        set local lock_timeout = '500ms';
        create rule setting_stays as on delete to public.setting do instead nothing;
        comment on rule setting_stays on public.setting is 'made by: adds-a-rule';
    end if;
end
$$;
