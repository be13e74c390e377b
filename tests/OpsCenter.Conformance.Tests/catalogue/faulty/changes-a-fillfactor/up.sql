do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if (select reloptions from pg_class where oid = 'public.purchase'::regclass) = '{fillfactor=90}' then
        set local lock_timeout = '500ms';
        alter table public.purchase set (fillfactor = 70);
    end if;
end
$$;
