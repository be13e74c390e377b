do $$
begin
    perform pg_advisory_xact_lock(20310106);
    if exists (
        select from pg_attribute
        where attrelid = 'public.customer'::regclass and attname = 'is_vip' and not attisdropped
            and col_description(attrelid, attnum) = 'added by: vip migration'
    ) then
        set local lock_timeout = '500ms';
        alter table public.customer drop column is_vip;
    end if;
end
$$;
