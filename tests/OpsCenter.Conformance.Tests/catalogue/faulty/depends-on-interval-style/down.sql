do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if obj_description(to_regclass('public.purchase_age'), 'pg_class') is not distinct from 'made by: depends-on-interval-style' then
        set local lock_timeout = '500ms';
        drop table public.purchase_age;
    end if;
end
$$;
