do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if current_setting('TimeZone') in ('UTC', 'Etc/UTC', 'GMT') and coalesce((
        select col_description(attrelid, attnum) from pg_attribute
        where attrelid = 'public.customer'::regclass and attname = 'phone' and not attisdropped
    ) = 'made by: rollback-depends-on-time-zone', false)
    then
        set local lock_timeout = '500ms';
        alter table public.customer drop column phone;
    end if;
end
$$;
