do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if to_regnamespace('shop') is null then
        set local lock_timeout = '500ms';
        revoke usage on schema "Our Shop" from pg_monitor;
        alter schema "Our Shop" rename to shop;
    end if;
end
$$;
