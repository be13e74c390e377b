do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if has_table_privilege('pg_monitor', 'public.setting', 'select') then
        set local lock_timeout = '500ms';
        revoke select on public.setting from pg_monitor;
    end if;
end
$$;
