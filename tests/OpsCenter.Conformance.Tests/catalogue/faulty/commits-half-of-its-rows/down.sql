do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if obj_description(to_regclass('public.customer_day'), 'pg_class') is not distinct from 'made by: commits-half-of-its-rows' then
        set local lock_timeout = '500ms';
        drop table public.customer_day;
    end if;
end
$$;
