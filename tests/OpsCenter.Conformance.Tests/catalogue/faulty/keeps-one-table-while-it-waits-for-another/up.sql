do $$
begin
    perform pg_advisory_xact_lock(hashtext('keeps-one-table'));
    set local lock_timeout = '500ms';
    if not exists (
        select from pg_attribute
        where attrelid = 'customer'::regclass and attname = 'phone' and not attisdropped
    ) then
        alter table customer add column phone varchar(40);
        comment on column customer.phone is 'added by: keeps-one-table';
    end if;
    if not exists (
        select from pg_attribute
        where attrelid = 'purchase'::regclass and attname = 'grade' and not attisdropped
    ) then
        set local lock_timeout = '200ms';
        for attempt in 1 .. 40 loop
            begin
                alter table purchase add column grade integer default 0;
                exit;
            exception
                when lock_not_available then
                    if attempt = 40 then
                        raise;
                    end if;
            end;
        end loop;
        comment on column purchase.grade is 'added by: keeps-one-table';
    end if;
end
$$;
