do $$
begin
    perform pg_advisory_xact_lock(20310111);
    if exists (
        select from pg_attribute
        where attrelid = 'public.customer'::regclass and attname = 'phone_kind' and not attisdropped
            and col_description(attrelid, attnum) = 'added by: the tool'
    ) then
        set local lock_timeout = '500ms';
        alter table public.customer drop column phone_kind;
    end if;
end
$$;

do $$
begin
    perform pg_advisory_xact_lock(20310111);
    if exists (
        select from pg_attribute
        where attrelid = 'public.customer'::regclass and attname = 'phone' and not attisdropped
            and col_description(attrelid, attnum) = 'added by: the tool'
    ) then
        set local lock_timeout = '500ms';
        alter table public.customer drop column phone;
    end if;
end
$$;
