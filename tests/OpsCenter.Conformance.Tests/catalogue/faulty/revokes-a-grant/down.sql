do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if not has_table_privilege('pg_monitor', 'public.setting', 'select') then
        set local lock_timeout = '500ms';
        grant select on public.setting to pg_monitor;
    end if;
end
$$;
