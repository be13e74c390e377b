do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if obj_description(to_regclass('public.visit'), 'pg_class') is not distinct from 'made by: rollback-loses-new-rows' then
        set local lock_timeout = '500ms';
        drop table public.visit;
    end if;
end
$$;
