--@ Without pg_temp, where anybody's session may hold a table of a wanted name. Needs: caller_schemas, as current_schemas() gave it.
    caller_schemas := array(
        select p.schema_name
        from unnest(caller_schemas) with ordinality as p (schema_name, ordinal)
        where p.schema_name not like 'pg_temp%'
        order by p.ordinal);
