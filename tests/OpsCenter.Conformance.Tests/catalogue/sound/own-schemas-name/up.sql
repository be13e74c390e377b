do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if to_regnamespace('"Our Shop"') is null then
        set local lock_timeout = '500ms';
        alter schema shop rename to "Our Shop";
        grant usage on schema "Our Shop" to pg_monitor;
    end if;
end
$$;
