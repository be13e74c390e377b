do $$
begin
    perform pg_advisory_xact_lock(20310108);
    if exists (
        select from pg_ts_config_map
        where mapcfg = 'public.plain'::regconfig and mapdict = 'pg_catalog.english_stem'::regdictionary
    ) then
        alter text search configuration public.plain alter mapping replace english_stem with simple;
    end if;
end
$$;
