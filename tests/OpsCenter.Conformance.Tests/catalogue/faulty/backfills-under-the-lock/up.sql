do $$
begin
    perform pg_advisory_xact_lock(hashtext('backfills-under-the-lock'));
    if not exists (
        select from pg_attribute
        where attrelid = 'customer'::regclass and attname = 'phone' and not attisdropped
    ) then
        set local lock_timeout = '500ms';
        alter table customer add column phone varchar(40);
        update customer set phone = 'unknown';
        comment on column customer.phone is 'added by: backfills-under-the-lock';
    end if;
end
$$;
