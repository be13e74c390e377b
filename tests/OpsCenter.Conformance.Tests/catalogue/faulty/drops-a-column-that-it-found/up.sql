do $$
begin
    perform pg_advisory_xact_lock(hashtext('drops-what-it-found'));
    if not exists (
        select from pg_attribute
        where attrelid = 'customer'::regclass and attname = 'phone' and not attisdropped
    ) then
        set local lock_timeout = '500ms';
        alter table customer add column phone varchar(40);
    end if;
end
$$;
