do $$
begin
    perform pg_advisory_xact_lock(hashtextextended('phone migration', 0));
    if exists (
        select from pg_attribute
        where attrelid = 'account'::regclass and attname = 'phone' and not attisdropped
            and col_description(attrelid, attnum) = 'added by: phone migration'
    ) then
        set local lock_timeout = '500ms';
        alter table account drop column phone;
    end if;
end
$$;
