do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if (select reloptions from pg_class where oid = 'public.customer_created'::regclass) is not null then
        set local lock_timeout = '500ms';
        alter index public.customer_created reset (fillfactor);
    end if;
end
$$;
