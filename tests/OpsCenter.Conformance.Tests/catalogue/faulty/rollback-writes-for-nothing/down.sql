do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if coalesce((
        select col_description(attrelid, attnum) from pg_attribute
        where attrelid = 'public.customer'::regclass and attname = 'phone' and not attisdropped
    ) = 'made by: rollback-writes-for-nothing', false)
    then
        set local lock_timeout = '500ms';
        alter table public.customer drop column phone;
    end if;
    set local lock_timeout = '500ms';
    comment on column public.customer.code is 'Padded, as the old system wrote it.';
end
$$;
