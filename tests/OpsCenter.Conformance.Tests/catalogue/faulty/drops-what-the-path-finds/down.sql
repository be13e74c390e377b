do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if to_regclass('public.courier') is null
        or obj_description(to_regclass('public.courier'), 'pg_class') = 'made by: couriers'
    then
        set local lock_timeout = '500ms';
        drop table if exists courier;
    end if;
end
$$;
