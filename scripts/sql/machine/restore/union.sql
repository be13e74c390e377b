--@ All that is archived of a table as one query. Fills: unioned, archived, archive_count.
        -- Everything that is archived of it, one query: the archives of one name each, the newest first.
        select
            string_agg(format('select %s as opscenter_number%s%s from %I.%I as a', e.archive_number,
                case when target.is_new then '' else (
                    select string_agg(format(', a.%I', k.name), '' order by k.ordinal)
                    from unnest(key_columns) with ordinality as k (name, ordinal))
                end,
                (
                    select string_agg(case
                            when c.name = any (e.value_columns) then format(', a.%I::%s as %1$I', c.name, format_type(a.atttypid, a.atttypmod))
                            else format(', (%s)::%s as %I', coalesce(r.default_value, 'null'), format_type(a.atttypid, a.atttypmod), c.name)
                        end, '' order by c.ordinal)
                    from unnest(columns) with ordinality as c (name, ordinal)
                    join pg_attribute as a on a.attrelid = target.table_oid and a.attname = c.name and not a.attisdropped
                    left join jsonb_to_recordset(recorded) as r (table_oid oid, name name, default_value text)
                        on r.table_oid = target.table_oid and r.name = c.name and not target.is_new
                ), e.archive_schema, e.archive_table), ' union all ' order by e.archive_number desc),
            string_agg(format('%I.%I', e.archive_schema, e.archive_table), ', ' order by e.archive_number),
            count(*)
        into unioned, archived, archive_count
        from jsonb_to_recordset(entries)
            as e (archive_number integer, source_schema name, source_table name, archive_schema name, archive_table name, value_columns name[])
        where e.source_schema = target.source_schema and e.source_table = target.source_table;
