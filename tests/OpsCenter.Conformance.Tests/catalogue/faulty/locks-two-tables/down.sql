do $$
begin
    perform pg_advisory_xact_lock(hashtext('locks-two-tables'));
    set local lock_timeout = '500ms';
    if exists (
        select from pg_attribute
        where attrelid = 'customer'::regclass and attname = 'phone' and not attisdropped
            and col_description(attrelid, attnum) = 'added by: locks-two-tables'
    ) then
        alter table customer drop column phone;
    end if;
    if exists (
        select from pg_attribute
        where attrelid = 'purchase'::regclass and attname = 'grade' and not attisdropped
            and col_description(attrelid, attnum) = 'added by: locks-two-tables'
    ) then
        alter table purchase drop column grade;
    end if;
end
$$;
