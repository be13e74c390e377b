do $$
begin
    perform pg_advisory_xact_lock(20310101);
    set local lock_timeout = '500ms';
    update public.customer set raw_import = raw_import::jsonb::json where raw_import::text <> raw_import::jsonb::text;
end
$$;
