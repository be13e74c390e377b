do $$
begin
    perform pg_advisory_xact_lock(hashtext('needs-virtual-columns'));
    if exists (
        select from pg_attribute
        where attrelid = 'customer'::regclass and attname = 'full_name_length' and not attisdropped
            and col_description(attrelid, attnum) = 'added by: needs-virtual-columns'
    ) then
        set local lock_timeout = '500ms';
        alter table customer drop column full_name_length;
    end if;
end
$$;
