do $$
begin
    perform pg_advisory_xact_lock(hashtext('goes-back-without-a-limit'));
    if exists (
        select from pg_attribute
        where attrelid = 'customer'::regclass and attname = 'phone' and not attisdropped
            and col_description(attrelid, attnum) = 'added by: goes-back-without-a-limit'
    ) then
        alter table customer drop column phone;
    end if;
end
$$;
