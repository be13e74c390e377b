do $$
begin
    perform pg_advisory_xact_lock(hashtext('locks-before-it-looks'));
    set local lock_timeout = '500ms';
    lock table customer in share row exclusive mode;
    if not exists (
        select from pg_attribute
        where attrelid = 'customer'::regclass and attname = 'phone' and not attisdropped
    ) then
        alter table customer add column phone varchar(40);
        comment on column customer.phone is 'added by: locks-before-it-looks';
    end if;
end
$$;
