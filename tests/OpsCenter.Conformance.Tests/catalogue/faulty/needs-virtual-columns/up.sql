do $$
begin
    perform pg_advisory_xact_lock(hashtext('needs-virtual-columns'));
    if not exists (
        select from pg_attribute
        where attrelid = 'customer'::regclass and attname = 'full_name_length' and not attisdropped
    ) then
        set local lock_timeout = '500ms';
        alter table customer add column full_name_length integer generated always as (length(full_name)) virtual;
        comment on column customer.full_name_length is 'added by: needs-virtual-columns';
    end if;
end
$$;
