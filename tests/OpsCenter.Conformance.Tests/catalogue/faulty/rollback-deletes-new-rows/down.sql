do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if coalesce((
        select col_description(attrelid, attnum) from pg_attribute
        where attrelid = 'public.customer'::regclass and attname = 'phone' and not attisdropped
    ) = 'made by: rollback-deletes-new-rows', false)
    then
        set local lock_timeout = '500ms';
        delete from public.customer where phone is not null;
        alter table public.customer drop column phone;
    end if;
end
$$;
