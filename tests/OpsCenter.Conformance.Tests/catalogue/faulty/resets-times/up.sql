do $$
begin
    perform pg_advisory_xact_lock(20310101);
    set local lock_timeout = '500ms';
    update public.customer set created_at = '2026-01-01 00:00:00+00' where created_at <> '2026-01-01 00:00:00+00';
end
$$;
