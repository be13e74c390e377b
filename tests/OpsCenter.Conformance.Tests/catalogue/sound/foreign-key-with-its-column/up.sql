do $$
begin
    perform pg_advisory_xact_lock(hashtext('foreign-key-with-its-column'));
    if not exists (
        select from pg_attribute
        where attrelid = 'customer'::regclass and attname = 'referred_by' and not attisdropped
    ) then
        set local lock_timeout = '500ms';
        alter table customer add column referred_by bigint constraint customer_referred_by references customer on delete set null;
        comment on column customer.referred_by is 'added by: foreign-key-with-its-column';
    end if;
end
$$;
