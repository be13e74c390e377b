do $$
begin
    perform pg_advisory_xact_lock(4711);
    perform set_config('phone.is_to_be_dropped', (to_regclass('public.phone_log') is not null)::text, false);
    drop table if exists public.phone_log;
end
$$;

do $$
begin
    if current_setting('phone.is_to_be_dropped') = 'true' then
        set local lock_timeout = '500ms';
        alter table public.customer drop column if exists phone;
    end if;
end
$$;
