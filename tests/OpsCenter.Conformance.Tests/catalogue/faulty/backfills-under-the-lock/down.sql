do $$
begin
    perform pg_advisory_xact_lock(hashtext('backfills-under-the-lock'));
    if exists (
        select from pg_attribute
        where attrelid = 'customer'::regclass and attname = 'phone' and not attisdropped
            and col_description(attrelid, attnum) = 'added by: backfills-under-the-lock'
    ) then
        set local lock_timeout = '500ms';
        alter table customer drop column phone;
    end if;
end
$$;
