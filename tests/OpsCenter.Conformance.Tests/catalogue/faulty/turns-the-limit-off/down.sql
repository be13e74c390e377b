do $$
begin
    perform pg_advisory_xact_lock(hashtext('turns-the-limit-off'));
    if exists (
        select from pg_attribute
        where attrelid = 'customer'::regclass and attname = 'phone' and not attisdropped
            and col_description(attrelid, attnum) = 'added by: turns-the-limit-off'
    ) then
        set local lock_timeout = '500ms';
        alter table customer drop column phone;
    end if;
end
$$;
