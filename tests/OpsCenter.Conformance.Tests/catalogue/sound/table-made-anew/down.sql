do $$
begin
    perform pg_advisory_xact_lock(20310101);
end
$$;
