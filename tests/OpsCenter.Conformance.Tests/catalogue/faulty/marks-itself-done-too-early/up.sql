do $$
begin
    perform pg_advisory_xact_lock(4711);
    if to_regclass('public.migration_mark') is null then
        create table public.migration_mark (name text primary key);
    end if;
    insert into public.migration_mark values ('phone') on conflict do nothing;
    perform set_config('phone.is_to_be_added', found::text, false);
end
$$;

do $$
begin
    if current_setting('phone.is_to_be_added') = 'true' then
        set local lock_timeout = '500ms';
        alter table public.customer add column phone varchar(40);
    end if;
end
$$;
