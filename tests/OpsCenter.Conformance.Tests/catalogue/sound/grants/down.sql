do $$
begin
    perform pg_advisory_xact_lock(20310103);
    if obj_description('public.report'::regclass, 'pg_class') = 'read by pg_monitor since: grants migration' then
        revoke select on table public.report from pg_monitor;
        grant execute on function public.headline(public.report) to public;
        comment on table public.report is null;
    end if;
end
$$;
