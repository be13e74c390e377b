do $$
begin
    perform pg_advisory_xact_lock(20310102);
    if not exists (select from pg_extension where extname = 'pg_trgm') then
        create extension pg_trgm schema public;
        comment on extension pg_trgm is 'made by: search migration';
    end if;
end
$$;
