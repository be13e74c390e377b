do $$
begin
    perform pg_advisory_xact_lock(hashtext('builds-an-index-plainly'));
    if not exists (
        select from pg_attribute
        where attrelid = 'customer'::regclass and attname = 'phone' and not attisdropped
    ) then
        set local lock_timeout = '500ms';
        alter table customer add column phone varchar(40);
        create index customer_phone on customer (phone);
        comment on column customer.phone is 'added by: builds-an-index-plainly';
    end if;
end
$$;
