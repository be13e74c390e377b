do $$
begin
    perform pg_advisory_xact_lock(hashtext('rewrites-for-a-volatile-default'));
    if not exists (
        select from pg_attribute
        where attrelid = 'customer'::regclass and attname = 'token' and not attisdropped
    ) then
        set local lock_timeout = '500ms';
        alter table customer add column token uuid not null default gen_random_uuid();
        comment on column customer.token is 'added by: rewrites-for-a-volatile-default';
    end if;
end
$$;
