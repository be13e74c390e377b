do $$
begin
    perform pg_advisory_xact_lock(hashtext('last-attempt-without-a-limit'));
    if exists (
        select from pg_attribute
        where attrelid = 'customer'::regclass and attname = 'phone' and not attisdropped
            and col_description(attrelid, attnum) = 'added by: last-attempt-without-a-limit'
    ) then
        set local lock_timeout = '500ms';
        alter table customer drop column phone;
    end if;
end
$$;
