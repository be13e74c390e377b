--@ Locks the tables, and copies their rows to the archive. Fills: statements, steps, archives.
        if cardinality(obstacles) = 0 and not planning and units = '[]' then
            -- New rows are kept out before the first is copied. V1's tables last.
            for relation in
                select distinct o.qualified, o.table_oid, o.kind = 'table' as is_new, o.table_name
                from jsonb_to_recordset(ours) as o (kind text, table_oid oid, qualified text, table_name text, in_table boolean)
                where o.kind = 'table' or o.kind <> 'function' and not o.in_table
                order by is_new desc, table_name
            loop
                execute format('lock table %s in access exclusive mode', relation.qualified);
            end loop;
        end if;

        for relation in
            select
                o.table_oid,
                o.qualified,
                o.schema_name,
                o.table_name,
                bool_or(o.kind = 'table') as is_new,
                array_agg(o.found_name order by o.sub_id) filter (where o.kind = 'column') as columns
            from jsonb_to_recordset(ours)
                as o (kind text, table_oid oid, qualified text, schema_name name, table_name name, found_name name, sub_id integer)
            where o.kind in ('table', 'column')
                and units = '[]'
            group by o.table_oid, o.qualified, o.schema_name, o.table_name
            order by is_new desc, o.table_name
        loop
            -- A value that is the default which {{Release}} gave the column is not worth keeping: the next run gives it again.
            if relation.is_new then
                condition := 'true';
                value_columns := relation.columns;
                key_columns := '{}';
            else
                value_columns := relation.columns;
                select string_agg(format('t.%I is distinct from %s', o.found_name, case
                        when o.default_value is not null and o.definition = format_type(a.atttypid, a.atttypmod) then o.default_value
                        else 'null'
                    end), ' or ')
                into condition
                from jsonb_to_recordset(ours)
                    as o (kind text, table_oid oid, found_name name, sub_id integer, definition text, default_value text)
                join pg_attribute as a on a.attrelid = o.table_oid and a.attnum = o.sub_id
                where o.kind = 'column' and o.table_oid = relation.table_oid;

                -- Without a primary key the whole row tells which one it was.
                select coalesce(
                    (
                        select array_agg(a.attname order by k.ordinal)
                        --@include machine/index_columns.sql
                        where i.indrelid = relation.table_oid and i.indisprimary and k.ordinal <= i.indnkeyatts
                    ),
                    (
                        select array_agg(a.attname order by a.attnum)
                        from pg_attribute as a
                        where a.attrelid = relation.table_oid
                            and a.attnum > 0
                            and not a.attisdropped
                            and not a.attname = any (relation.columns)
                    ))
                into key_columns;
            end if;

            sequences := '[]';
            for other in
                select format('%I.%I', n.nspname, c.relname) as qualified, c.relname, n.nspname
                from jsonb_to_recordset(ours) as o (kind text, table_oid oid, found_oid oid)
                join pg_class as c on c.oid = o.found_oid
                join pg_namespace as n on n.oid = c.relnamespace
                where relation.is_new and o.kind = 'sequence' and o.table_oid = relation.table_oid
                    and has_table_privilege(c.oid, 'SELECT')
            loop
                execute format('select $1 || jsonb_agg(jsonb_build_object(''sequence'', $2, ''last_value'', s.last_value)) from %s as s where s.is_called',
                    other.qualified)
                into sequences
                using sequences, other.relname;
                sequences := coalesce(sequences, '[]');
            end loop;

            row_count := 0;
            if has_table_privilege(relation.table_oid, 'SELECT') and (planning or cardinality(obstacles) = 0) then
                execute format('select count(*) from %s as t where %s', relation.qualified, condition)
                into row_count;
            end if;
            continue when row_count = 0 and sequences = '[]';
            if discarding then
                steps := steps || jsonb_build_object('kind', 'OCTIP', 'object', 'table', 'schema', relation.schema_name, 'table', relation.table_name,
                    'message', format('%s%s %s of %s%s %s discarded', case when not relation.is_new then 'values of ' end,
                        row_count, case row_count when 1 then 'row' else 'rows' end, relation.qualified,
                        case when not relation.is_new then format(' (%s)', array_to_string(value_columns, ', ')) end,
                        case when planning then 'would be' when relation.is_new and row_count = 1 then 'was' else 'were' end));
                continue;
            end if;

            statement := format('%I.%I', archive_schema, left(relation.table_name, 52) || '_' || number_of_archive);
            archives := archives || format('%s (%s %s)', statement, row_count, case row_count when 1 then 'row' else 'rows' end);
            steps := steps || jsonb_build_object('kind', 'OCARC', 'object', 'table', 'schema', relation.schema_name, 'table', relation.table_name,
                'message', format('%s %s of %s%s %s to %s',
                    row_count,
                    case row_count when 1 then 'row' else 'rows' end,
                    relation.qualified,
                    case when not relation.is_new then format(' (%s)', array_to_string(value_columns, ', ')) end,
                    case when planning then 'would be copied' else 'copied' end,
                    statement));
            statements := statements
                || format('create table %s as select %s from %s as t where %s',
                    statement,
                    case when relation.is_new then 't.*' else (
                        select string_agg(format('t.%I', c.name), ', ' order by c.ordinal)
                        from unnest(key_columns || value_columns) with ordinality as c (name, ordinal)) end,
                    relation.qualified, condition)
                || format(
                    'insert into opscenter.archive (archive_number, pair, migration, source_schema, source_table, archive_schema, archive_table, '
                    'key_columns, value_columns, row_count, sequences) values (%s, %s, ''{{release}}'', %L, %L, %L, %L, %L, %L, %s, %L)',
                    number_of_archive, pair_number, relation.schema_name, relation.table_name, archive_schema,
                    left(relation.table_name, 52) || '_' || number_of_archive, key_columns, value_columns, row_count, sequences);
        end loop;
