do $$
begin
    perform pg_advisory_xact_lock(20310123);
    set local lock_timeout = '500ms';
    drop table if exists public.parcel;
end
$$;
