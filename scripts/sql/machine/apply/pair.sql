--@ The number of a new pair, and obstacles: a schema or a table that cannot belong to this pair. Fills: pair_number, steps.
    if pair_number is null and not is_earlier_layout then
        pair_number := 1;
        if metadata.pair_table is not null and metadata.is_usable and has_table_privilege(metadata.pair_table, 'SELECT') then
            execute 'select coalesce(max(p.number), 0) + 1 from opscenter.pair as p'
            into pair_number;
        end if;
    end if;
    for wanted in
        select r.key as table_name, r.value ->> 'schema_name' as schema_name, (r.value ->> 'table_oid')::oid as table_oid
        from jsonb_each(relations) as r
        where r.key in ({{base_tables}})
        order by r.key
    loop
        if wanted.schema_name in ('opscenter', 'opscenter_archive') then
            -- Once for each schema.
            continue when wanted.table_name <> '{{anchor}}' and wanted.schema_name = home.schema_name;
            steps := steps || jsonb_build_object('kind', 'OCOBS', 'object', 'schema', 'schema', wanted.schema_name, 'table', wanted.table_name,
                'message', format(
                    'table %1$I.%2$I is in schema %1$I, whose name {{Release}} uses for its own tables. Rename the schema: '
                    'alter schema %1$I rename to %3$I; and put the new name into the search_path of the roles or the database that use it.',
                    wanted.schema_name, wanted.table_name, wanted.schema_name || '_v1'));
            continue;
        end if;
        elsewhere := null;
        if wanted.schema_name <> home.schema_name then
            select format('schema %I has a table {{anchor}} of its own', n.nspname)
            into elsewhere
            from pg_namespace as n
            join pg_class as c on c.relnamespace = n.oid and c.relname = '{{anchor}}'
            where n.nspname = wanted.schema_name;
        end if;
        if elsewhere is null and metadata.pair_table is not null and metadata.object_table is not null and record_schema.is_readable then
            execute 'select format(''{{Release}} extended it for schema %I'', p.schema_name) '
                'from opscenter.created_object as o '
                'join opscenter.pair as p on p.number = o.pair '
                'where o.pair <> $1 and case when p.record_oid = p.tableoid then o.table_oid = $2 else o.schema_name = $3 and o.table_name = $4 end '
                'limit 1'
            into elsewhere
            using pair_number, wanted.table_oid, wanted.schema_name, wanted.table_name;
        end if;
        if elsewhere is not null then
            steps := steps || jsonb_build_object('kind', 'OCOBS', 'object', 'table', 'schema', wanted.schema_name, 'table', wanted.table_name,
                'message', format(
                    'table %I.%I does not belong to schema %I, where {{anchor}} is: %s. One table cannot serve two pairs. '
                    'Set a search_path that leads to both tables of one pair.',
                    wanted.schema_name, wanted.table_name, home.schema_name, elsewhere));
        end if;
    end loop;
