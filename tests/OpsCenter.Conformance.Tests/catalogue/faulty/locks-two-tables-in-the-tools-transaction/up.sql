do $$
begin
    perform pg_advisory_xact_lock(20310111);
    if not exists (
        select from pg_attribute
        where attrelid = 'public.customer'::regclass and attname = 'phone' and not attisdropped
    ) then
        set local lock_timeout = '500ms';
        alter table public.customer add column phone varchar(40);
        comment on column public.customer.phone is 'added by: the tool';
    end if;
end
$$;

do $$
begin
    perform pg_advisory_xact_lock(20310111);
    if not exists (
        select from pg_attribute
        where attrelid = 'public.setting'::regclass and attname = 'phone' and not attisdropped
    ) then
        set local lock_timeout = '500ms';
        alter table public.setting add column phone varchar(40);
        comment on column public.setting.phone is 'added by: the tool';
    end if;
end
$$;
