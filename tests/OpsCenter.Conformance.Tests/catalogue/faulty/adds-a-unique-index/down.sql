do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if obj_description(to_regclass('public.setting_value'), 'pg_class') is not distinct from 'made by: adds-a-unique-index' then
        set local lock_timeout = '500ms';
        drop index public.setting_value;
    end if;
end
$$;
