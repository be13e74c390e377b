do $$
begin
    perform pg_advisory_xact_lock(hashtext('locks-two-tables'));
    set local lock_timeout = '500ms';
    if not exists (
        select from pg_attribute
        where attrelid = 'customer'::regclass and attname = 'phone' and not attisdropped
    ) then
        alter table customer add column phone varchar(40);
        comment on column customer.phone is 'added by: locks-two-tables';
    end if;
    if not exists (
        select from pg_attribute
        where attrelid = 'purchase'::regclass and attname = 'grade' and not attisdropped
    ) then
        alter table purchase add column grade integer default 0;
        comment on column purchase.grade is 'added by: locks-two-tables';
    end if;
end
$$;
