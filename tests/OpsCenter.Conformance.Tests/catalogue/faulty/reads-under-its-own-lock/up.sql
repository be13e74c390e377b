do $$
begin
    perform pg_advisory_xact_lock(hashtext('reads-under-its-own-lock'));
    if not exists (
        select from pg_attribute
        where attrelid = 'customer'::regclass and attname = 'phone' and not attisdropped
    ) then
        set local lock_timeout = '500ms';
        lock table customer in exclusive mode;
        if (select count(*) from customer) > 1000000 then
            raise exception 'customer has too many rows for this';
        end if;
        alter table customer add column phone varchar(40);
        comment on column customer.phone is 'added by: reads-under-its-own-lock';
    end if;
end
$$;
