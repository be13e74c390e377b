do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if (select reloptions from pg_class where oid = 'public.purchase'::regclass) = '{fillfactor=70}' then
        set local lock_timeout = '500ms';
        alter table public.purchase set (fillfactor = 90);
    end if;
end
$$;
