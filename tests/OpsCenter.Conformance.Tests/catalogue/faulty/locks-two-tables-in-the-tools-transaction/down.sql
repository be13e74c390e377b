do $$
begin
    perform pg_advisory_xact_lock(20310111);
    if col_description('public.customer'::regclass, (
        select attnum from pg_attribute where attrelid = 'public.customer'::regclass and attname = 'phone' and not attisdropped
    )) = 'added by: the tool' then
        set local lock_timeout = '500ms';
        alter table public.customer drop column phone;
    end if;
end
$$;

do $$
begin
    if col_description('public.setting'::regclass, (
        select attnum from pg_attribute where attrelid = 'public.setting'::regclass and attname = 'phone' and not attisdropped
    )) = 'added by: the tool' then
        set local lock_timeout = '500ms';
        alter table public.setting drop column phone;
    end if;
end
$$;
