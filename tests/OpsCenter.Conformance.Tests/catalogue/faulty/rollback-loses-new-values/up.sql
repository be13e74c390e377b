do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if not coalesce((
        select col_description(attrelid, attnum) from pg_attribute
        where attrelid = 'public.customer'::regclass and attname = 'phone' and not attisdropped
    ) = 'made by: rollback-loses-new-values', false)
    then
        set local lock_timeout = '500ms';
        alter table public.customer add column phone varchar(40);
        comment on column public.customer.phone is 'made by: rollback-loses-new-values';
    end if;
end
$$;
