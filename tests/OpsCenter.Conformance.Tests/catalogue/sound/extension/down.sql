do $$
begin
    perform pg_advisory_xact_lock(20310102);
    if exists (
        select from pg_extension
        where extname = 'pg_trgm' and obj_description(oid, 'pg_extension') = 'made by: search migration'
    ) then
        drop extension pg_trgm;
    end if;
end
$$;
