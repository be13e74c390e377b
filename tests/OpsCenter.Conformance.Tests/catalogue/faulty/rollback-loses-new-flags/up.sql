do $$
begin
    perform pg_advisory_xact_lock(20310106);
    if not exists (
        select from pg_attribute
        where attrelid = 'public.customer'::regclass and attname = 'is_vip' and not attisdropped
    ) then
        set local lock_timeout = '500ms';
        alter table public.customer add column is_vip boolean;
        comment on column public.customer.is_vip is 'added by: vip migration';
    end if;
end
$$;
