--@ The archives of a table, and its columns. Fills: columns, key_columns, obstacles.
        -- The archives of this table.
        for other in
            select e.*, format('%I.%I', e.archive_schema, e.archive_table) as qualified, c.oid as table_oid, pg_get_userbyid(c.relowner) as owner
            from jsonb_to_recordset(entries)
                as e (archive_number integer, source_schema name, source_table name, archive_schema name, archive_table name, row_count bigint)
            left join pg_namespace as n on n.nspname = e.archive_schema
            left join pg_class as c on c.relnamespace = n.oid and c.relname = e.archive_table and c.relkind in ('r', 'p')
            where e.source_schema = target.source_schema and e.source_table = target.source_table
            order by e.archive_number
        loop
            if other.table_oid is null then
                obstacles := obstacles || format('%s, where %s rows of %s were archived, is not there any more. If they are not to come back: delete from opscenter.archive where archive_schema = %L and archive_table = %L;',
                    other.qualified, other.row_count, target.qualified, other.archive_schema, other.archive_table);
            elsif not has_schema_privilege(other.archive_schema, 'USAGE') or not has_table_privilege(other.table_oid, 'SELECT') then
                obstacles := obstacles || format('role %I may not read %s. Its owner (%I) has to run: grant usage on schema %I to %1$I; grant select on %2$s to %1$I;',
                    current_user, other.qualified, other.owner, other.archive_schema);
            else
                execute format('select count(*) from %s', other.qualified)
                into row_count;
                if row_count <> other.row_count then
                    steps := steps || jsonb_build_object('kind', 'OCTIP', 'object', 'table', 'schema', other.archive_schema, 'table', other.archive_table,
                        'message', format('%s has %s rows, and had %s when it was archived: somebody changed it', other.qualified, row_count, other.row_count));
                end if;
            end if;
        end loop;

        -- Its columns, by name: in archive order, and each with what the table has now.
        select array_agg(c.name order by c.ordinal)
        into columns
        from (
            select c.name, min(c.ordinal) as ordinal
            from jsonb_to_recordset(entries) as e (source_schema name, source_table name, value_columns name[])
            cross join unnest(e.value_columns) with ordinality as c (name, ordinal)
            where e.source_schema = target.source_schema and e.source_table = target.source_table
            group by c.name
        ) as c;
        key_columns := '{}';
        if not target.is_new then
            select min(e.key_columns), count(distinct e.key_columns)
            into key_columns, row_count
            from jsonb_to_recordset(entries) as e (source_schema name, source_table name, key_columns name[])
            where e.source_schema = target.source_schema and e.source_table = target.source_table;
            if row_count > 1 then
                obstacles := obstacles || format('the archives of %s tell its rows by different keys. Restore them one by one: set opscenter.archive = %L;',
                    target.qualified, numbers[1]);
                continue;
            end if;
        end if;
        select obstacles || coalesce(array_agg(f.message order by f.ordinal), '{}')
        into obstacles
        from (
            select w.ordinal, case
                    when a.attname is null then format('column %s.%I, which is archived, does not exist. Run {{forward_script}} (opscenter apply), if {{Release}} lacks it; '
                        'if it has another name now, give it the archived one until the rows are back.',
                        target.qualified, w.name)
                    when a.attgenerated <> '' then format('column %s.%I is a generated one: archived values cannot be written to it.', target.qualified, w.name)
                    when not target.is_new and not w.is_key and r.name is null then format(
                        'column %s.%I is not {{Release}}''s own: it was there before {{Release}} was applied this time, and {{Release}} writes no such column. Copy what you need from the archive by hand.',
                        target.qualified, w.name)
                    when s.atttypid <> a.atttypid and not (s.atttypid = 'varchar'::regtype and a.atttypid = 'text'::regtype)
                            and not (s.atttypid = 'int4'::regtype and a.atttypid = 'int8'::regtype)
                        or s.atttypid = a.atttypid and s.atttypmod <> a.atttypmod and a.atttypmod <> -1
                            and not (s.atttypid = 'varchar'::regtype and s.atttypmod between 0 and a.atttypmod)
                        then format('column %s.%I is %s, and its archived values are %s: they might not fit. To bring them back: alter table %1$s alter column %2$I type %4$s;',
                            target.qualified, w.name, format_type(a.atttypid, a.atttypmod), format_type(s.atttypid, s.atttypmod))
                end as message
            from (
                select k.name, k.ordinal, true as is_key
                from unnest(key_columns) with ordinality as k (name, ordinal)
                union all
                select c.name, c.ordinal + 10000, false
                from unnest(columns) with ordinality as c (name, ordinal)
            ) as w
            left join pg_attribute as a on a.attrelid = target.table_oid and a.attname = w.name and a.attnum > 0 and not a.attisdropped
            left join jsonb_to_recordset(recorded) as r (table_oid oid, name name) on r.table_oid = target.table_oid and r.name = w.name
            left join lateral (
                select s.atttypid, s.atttypmod
                from jsonb_to_recordset(entries) as e (source_schema name, source_table name, archive_schema name, archive_table name)
                join pg_namespace as n on n.nspname = e.archive_schema
                join pg_class as c on c.relnamespace = n.oid and c.relname = e.archive_table
                join pg_attribute as s on s.attrelid = c.oid and s.attname = w.name and not s.attisdropped
                where e.source_schema = target.source_schema and e.source_table = target.source_table
                order by s.atttypid = a.atttypid and s.atttypmod = a.atttypmod
                limit 1
            ) as s on true
        ) as f
        where f.message is not null;
        if target.is_new then
            select obstacles || coalesce(array_agg(format('column %s.%I is NOT NULL without a default, and no archived row has a value for it. Give it a default: alter table %1$s alter column %2$I set default ...;',
                target.qualified, a.attname) order by a.attnum), '{}')
            into obstacles
            from pg_attribute as a
            where a.attrelid = target.table_oid and a.attnum > 0 and not a.attisdropped
                and a.attnotnull and not a.atthasdef and a.attidentity = '' and a.attgenerated = ''
                and not a.attname = any (columns);
        end if;
