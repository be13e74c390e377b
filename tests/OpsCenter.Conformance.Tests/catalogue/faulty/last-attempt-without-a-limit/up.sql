do $$
begin
    perform pg_advisory_xact_lock(hashtext('last-attempt-without-a-limit'));
    if not exists (
        select from pg_attribute
        where attrelid = 'customer'::regclass and attname = 'phone' and not attisdropped
    ) then
        for attempt in 1 .. 4 loop
            begin
                perform set_config('lock_timeout', case when attempt < 4 then '100ms' else '0' end, true);
                alter table customer add column phone varchar(40);
                exit;
            exception
                when lock_not_available then
                    perform pg_sleep(0.05);
            end;
        end loop;
        comment on column customer.phone is 'added by: last-attempt-without-a-limit';
    end if;
end
$$;
