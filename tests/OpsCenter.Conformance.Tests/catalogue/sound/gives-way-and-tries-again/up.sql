do $$
begin
    perform pg_advisory_xact_lock(hashtext('gives-way-and-tries-again'));
    if not exists (
        select from pg_attribute
        where attrelid = 'customer'::regclass and attname = 'phone' and not attisdropped
    ) then
        set local lock_timeout = '100ms';
        for attempt in 1 .. 8 loop
            begin
                alter table customer add column phone varchar(40);
                exit;
            exception
                when lock_not_available then
                    if attempt = 8 then
                        raise;
                    end if;
                    perform pg_sleep(0.05 * attempt);
            end;
        end loop;
        comment on column customer.phone is 'added by: gives-way-and-tries-again';
    end if;
end
$$;
