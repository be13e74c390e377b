do $$
declare
    is_there constant boolean := exists (
        select from pg_attribute
        where attrelid = 'customer'::regclass and attname = 'phone' and not attisdropped
    );
begin
    set local lock_timeout = '500ms';
    alter table customer add column if not exists phone varchar(40);
    if not is_there then
        comment on column customer.phone is 'added by: asks-for-the-lock-every-time';
    end if;
end
$$;
