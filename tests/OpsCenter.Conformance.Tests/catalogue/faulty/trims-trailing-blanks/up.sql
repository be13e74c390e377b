do $$
begin
    perform pg_advisory_xact_lock(20310101);
    set local lock_timeout = '500ms';
    update public.customer set full_name = rtrim(full_name) where full_name <> rtrim(full_name);
end
$$;
