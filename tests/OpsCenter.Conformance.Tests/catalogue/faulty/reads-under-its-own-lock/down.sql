do $$
begin
    perform pg_advisory_xact_lock(hashtext('reads-under-its-own-lock'));
    if exists (
        select from pg_attribute
        where attrelid = 'customer'::regclass and attname = 'phone' and not attisdropped
            and col_description(attrelid, attnum) = 'added by: reads-under-its-own-lock'
    ) then
        set local lock_timeout = '500ms';
        alter table customer drop column phone;
    end if;
end
$$;
