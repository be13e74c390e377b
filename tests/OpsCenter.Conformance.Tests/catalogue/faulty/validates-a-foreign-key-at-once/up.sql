do $$
begin
    perform pg_advisory_xact_lock(hashtext('validates-a-foreign-key-at-once'));
    if not exists (
        select from pg_attribute
        where attrelid = 'customer'::regclass and attname = 'referred_by' and not attisdropped
    ) then
        set local lock_timeout = '500ms';
        alter table customer add column referred_by bigint;
        alter table customer add constraint customer_referred_by foreign key (referred_by) references customer on delete set null;
        comment on column customer.referred_by is 'added by: validates-a-foreign-key-at-once';
    end if;
end
$$;
