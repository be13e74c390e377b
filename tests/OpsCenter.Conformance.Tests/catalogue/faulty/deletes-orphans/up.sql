do $$
begin
    perform pg_advisory_xact_lock(20310101);
    set local lock_timeout = '500ms';
    delete from public.purchase where status = 'lost';
end
$$;
