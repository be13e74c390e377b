--@ Finds the tables of V1 and those of the release. Fills: home, relations, steps.
    -- The two V1 tables, by the search_path.
    select null::oid as table_oid, null::oid as schema_oid, null::name as schema_name
    into home;
    for wanted in
        select t.table_name, r.*
        from unnest(array[{{base_tables}}]) with ordinality as t (table_name, ordinal)
        left join lateral (
            select c.oid as table_oid, n.oid as schema_oid, n.nspname as schema_name, c.relkind, c.relispartition, c.reloftype
            from unnest(caller_schemas) with ordinality as p (schema_name, ordinal)
            join pg_namespace as n on n.nspname = p.schema_name
            join pg_class as c on c.relnamespace = n.oid and c.relname = t.table_name
            order by p.ordinal
            limit 1
        ) as r on true
        order by t.ordinal
    loop
        if wanted.table_oid is null then
            select string_agg(quote_ident(n.nspname), ', ' order by n.nspname)
            into elsewhere
            from pg_class as c
            join pg_namespace as n on n.oid = c.relnamespace
            where c.relname = wanted.table_name
                and c.relkind in ('r', 'p')
                and n.nspname not like 'pg_temp%';
            steps := steps || jsonb_build_object('kind', 'OCOBS', 'object', 'table', 'table', wanted.table_name, 'message',
                case
                    when elsewhere is null then format(
                        'table %I does not exist in this database. Connect to the database that holds the V1 tables.',
                        wanted.table_name)
                    -- A path with several of them would choose the first: the remedy names one at a time.
                    else (
                        select format('table %I is not on the search_path (%s), but %s. If %s: %s', wanted.table_name, caller_settings ->> 'search_path',
                            case count(*) when 1 then format('schema %s has one', elsewhere) else format('schemas %s have one each', elsewhere) end,
                            case count(*) when 1 then 'that is the one' else 'one of them is meant' end,
                            string_agg(format('%sset search_path = %I;',
                                -- A schema that the role may not use is on no path.
                                case when not has_schema_privilege(n.oid, 'USAGE') then format('grant usage on schema %I to %I; ', n.nspname, current_user) end,
                                n.nspname), ' Or: ' order by n.nspname))
                        from pg_class as c
                        join pg_namespace as n on n.oid = c.relnamespace
                        where c.relname = wanted.table_name
                            and c.relkind in ('r', 'p')
                            and n.nspname not like 'pg_temp%'
                    )
                end);
            continue;
        end if;

        relations := relations || jsonb_build_object(wanted.table_name, to_jsonb(wanted));
        if wanted.table_name = '{{anchor}}' then
            select wanted.table_oid, wanted.schema_oid, wanted.schema_name
            into home;
        end if;
        if wanted.relkind not in ('r', 'p') or wanted.relispartition or wanted.reloftype <> 0 then
            steps := steps || jsonb_build_object('kind', 'OCOBS', 'object', 'table', 'schema', wanted.schema_name, 'table', wanted.table_name,
                'message', format(
                    '%I.%I is a %s: columns cannot be added to it. {{Release}} needs the table itself first on the search_path (%s).',
                    wanted.schema_name, wanted.table_name,
                    case
                        when wanted.relkind = 'v' then 'view'
                        when wanted.relkind = 'm' then 'materialized view'
                        when wanted.relkind = 'f' then 'foreign table'
                        when wanted.relispartition then 'partition of another table'
                        when wanted.reloftype <> 0 then 'typed table'
                        else 'relation of kind ' || wanted.relkind::text
                    end,
                    caller_settings ->> 'search_path'));
            relations := relations - wanted.table_name;
        end if;
    end loop;

    -- The new tables, in the schema of {{anchor}}.
    if home.schema_oid is not null then
        for wanted in
            select t.table_name, c.oid as table_oid, home.schema_oid, home.schema_name, c.relkind, y.oid as type_oid
            from unnest(new_tables) with ordinality as t (table_name, ordinal)
            left join pg_class as c on c.relnamespace = home.schema_oid and c.relname = t.table_name
            left join pg_type as y on y.typnamespace = home.schema_oid and y.typname = t.table_name and y.typrelid = 0
            order by t.ordinal
        loop
            if wanted.relkind not in ('r', 'p') then
                steps := steps || jsonb_build_object('kind', 'OCOBS', 'object', 'table', 'schema', wanted.schema_name, 'table', wanted.table_name,
                    'message', format(
                        '%I.%I exists, but is not a table, and {{Release}} creates one of that name. Rename it: alter %s %1$I.%2$I rename to %4$I;',
                        wanted.schema_name, wanted.table_name,
                        case wanted.relkind
                            when 'v' then 'view'
                            when 'm' then 'materialized view'
                            when 'f' then 'foreign table'
                            when 'S' then 'sequence'
                            when 'c' then 'type'
                            else 'index'
                        end,
                        left(wanted.table_name, 50) || '_before_{{release}}'));
                continue;
            end if;
            if wanted.table_oid is null and wanted.type_oid is not null then
                steps := steps || jsonb_build_object('kind', 'OCOBS', 'object', 'table', 'schema', wanted.schema_name, 'table', wanted.table_name,
                    'message', format(
                        'type %I.%I exists: PostgreSQL cannot create a table of that name. Rename it: alter type %1$I.%2$I rename to %3$I;',
                        wanted.schema_name, wanted.table_name, wanted.table_name || '_type'));
                continue;
            end if;
            relations := relations || jsonb_build_object(wanted.table_name, to_jsonb(wanted));

            select string_agg(quote_ident(p.schema_name), ', ' order by p.ordinal)
            into elsewhere
            from unnest(caller_schemas) with ordinality as p (schema_name, ordinal)
            join pg_namespace as n on n.nspname = p.schema_name
            join pg_class as c on c.relnamespace = n.oid and c.relname = wanted.table_name
            where p.ordinal < array_position(caller_schemas, home.schema_name);
            if elsewhere is not null then
                steps := steps || jsonb_build_object('kind', 'OCTIP', 'object', 'table', 'schema', wanted.schema_name, 'table', wanted.table_name,
                    'message', format(
                        'schema %s comes before %I on the search_path and has a %I of its own: the backend would see that one.',
                        elsewhere, wanted.schema_name, wanted.table_name));
            end if;
        end loop;
    end if;
