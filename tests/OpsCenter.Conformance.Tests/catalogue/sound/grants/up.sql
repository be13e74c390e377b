do $$
begin
    perform pg_advisory_xact_lock(20310103);
    if not has_table_privilege('pg_monitor', 'public.report', 'select') then
        grant select on table public.report to pg_monitor;
        revoke execute on function public.headline(public.report) from public;
        comment on table public.report is 'read by pg_monitor since: grants migration';
    end if;
end
$$;
