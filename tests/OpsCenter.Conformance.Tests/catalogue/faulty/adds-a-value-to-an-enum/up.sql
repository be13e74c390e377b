do $$
begin
    perform pg_advisory_xact_lock(20310101);
    alter type public.parcel_state add value if not exists 'lost';
end
$$;
