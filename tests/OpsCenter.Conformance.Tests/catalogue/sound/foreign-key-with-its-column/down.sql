do $$
begin
    perform pg_advisory_xact_lock(hashtext('foreign-key-with-its-column'));
    if exists (
        select from pg_attribute
        where attrelid = 'customer'::regclass and attname = 'referred_by' and not attisdropped
            and col_description(attrelid, attnum) = 'added by: foreign-key-with-its-column'
    ) then
        set local lock_timeout = '500ms';
        alter table customer drop column referred_by;
    end if;
end
$$;
