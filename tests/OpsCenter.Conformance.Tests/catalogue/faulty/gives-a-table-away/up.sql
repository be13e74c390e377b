do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if (select relowner from pg_class where oid = 'public.purchase'::regclass) <> 'pg_monitor'::regrole then
        set local lock_timeout = '500ms';
        alter table public.purchase owner to pg_monitor;
    end if;
end
$$;
