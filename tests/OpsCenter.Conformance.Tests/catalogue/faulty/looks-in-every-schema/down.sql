do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if exists (
        select from pg_attribute
        where attrelid = 'customer'::regclass and attname = 'phone' and not attisdropped
            and col_description(attrelid, attnum) = 'added by: phone migration'
    ) then
        set local lock_timeout = '500ms';
        alter table customer drop column phone;
    end if;
end
$$;
