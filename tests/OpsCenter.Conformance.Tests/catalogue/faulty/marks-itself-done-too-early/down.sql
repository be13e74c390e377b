do $$
begin
    perform pg_advisory_xact_lock(4711);
    if to_regclass('public.migration_mark') is not null then
        set local lock_timeout = '500ms';
        alter table public.customer drop column if exists phone;
        drop table public.migration_mark;
    end if;
end
$$;
