do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if obj_description(to_regclass('public.setting_value'), 'pg_class') is distinct from 'made by: adds-a-unique-index' then
        set local lock_timeout = '500ms';
        create unique index setting_value on public.setting (value);
        comment on index public.setting_value is 'made by: adds-a-unique-index';
    end if;
end
$$;
