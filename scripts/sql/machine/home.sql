--@ The schema of the pair: the first on the search_path that has {{anchor}}, or whose pair is recorded. Fills: home, pair_schemas.
--@ Needs: caller_schemas, metadata, earlier_homes.
    if metadata.pair_table is not null and metadata.is_usable and has_table_privilege(metadata.pair_table, 'SELECT') then
        execute '
            select coalesce(array_agg(coalesce(c.relnamespace, n.oid)), ''{}'')
            from opscenter.pair as p
            left join pg_class as c on c.oid = p.table_oid and p.record_oid = p.tableoid
            left join pg_namespace as n on case when p.record_oid = p.tableoid then n.oid = p.schema_oid else n.nspname = p.schema_name end'
        into pair_schemas;
    end if;
    select c.oid as table_oid, n.oid as schema_oid, n.nspname as schema_name
    into home
    from unnest(caller_schemas) with ordinality as p (schema_name, ordinal)
    join pg_namespace as n on n.nspname = p.schema_name
    left join pg_class as c
        on c.relnamespace = n.oid and c.relname = '{{anchor}}' and c.relkind in ('r', 'p', 'v', 'm', 'f')
    where c.oid is not null or n.oid = any (pair_schemas) or n.nspname = any (earlier_homes)
    order by p.ordinal
    limit 1;
