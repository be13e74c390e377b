--@ Compares what is wanted with what is there, table by table.
--@ Fills: steps, statements, units, builds, altered, indexed.
    -- Table by table: the new ones first, so that the locks on V1's tables are taken last.
    for relation in
        select
            t.table_name,
            (r.value ->> 'table_oid')::oid as table_oid,
            (r.value ->> 'schema_oid')::oid as schema_oid,
            r.value ->> 'schema_name' as schema_name,
            format('%I.%I', r.value ->> 'schema_name', t.table_name) as qualified,
            r.value ->> 'relkind' as relkind,
            t.table_name = any (new_tables) as is_new
        from unnest(new_tables || array[{{base_tables}}]::name[]) with ordinality as t (table_name, ordinal)
        join jsonb_each(relations) as r on r.key = t.table_name
        where home.schema_oid is not null
        order by t.ordinal
    loop
        clauses := '{}';
        differences := '{}';
        first_step := jsonb_array_length(steps);

        if relation.table_oid is null then
--@include machine/apply/new_table.sql
        else
            if relation.is_new then
                steps := steps || jsonb_build_object('kind', 'OCKEP', 'object', 'table', 'schema', relation.schema_name, 'table', relation.table_name,
                    'message', format('table %s is there', relation.qualified));
            end if;

--@include machine/apply/columns.sql

--@include machine/apply/keys.sql

--@include machine/apply/references.sql

--@include machine/apply/alter_table.sql
        end if;

--@include machine/apply/indexes.sql

--@include? {{release}}/parts/objects.sql
    end loop;
