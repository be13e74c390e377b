do $$
begin
    perform pg_advisory_xact_lock(hashtext('rewrites-for-a-volatile-default'));
    if exists (
        select from pg_attribute
        where attrelid = 'customer'::regclass and attname = 'token' and not attisdropped
            and col_description(attrelid, attnum) = 'added by: rewrites-for-a-volatile-default'
    ) then
        set local lock_timeout = '500ms';
        alter table customer drop column token;
    end if;
end
$$;
