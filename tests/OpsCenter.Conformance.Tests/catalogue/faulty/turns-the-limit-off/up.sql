do $$
begin
    perform pg_advisory_xact_lock(hashtext('turns-the-limit-off'));
    if not exists (
        select from pg_attribute
        where attrelid = 'customer'::regclass and attname = 'phone' and not attisdropped
    ) then
        set local lock_timeout = 0;
        alter table customer add column phone varchar(40);
        comment on column customer.phone is 'added by: turns-the-limit-off';
    end if;
end
$$;
