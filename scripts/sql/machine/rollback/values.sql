--@ Which values are worth an archive, and the key of their rows. Fills: condition, key_columns.
            -- A value that is the default which {{Release}} gave the column is not worth keeping: the next run gives it again.
            select
                string_agg(format('t.%I is distinct from %s', o.found_name, d.value), ' or '),
                string_agg(format('old.%I is distinct from %s', o.found_name, d.value), ' or '),
                string_agg(format('new.%I is distinct from %s', o.found_name, d.value), ' or ')
            into condition, old_condition, new_condition
            from jsonb_to_recordset(ours)
                as o (kind text, table_oid oid, found_name name, sub_id integer, definition text, default_value text)
            join pg_attribute as a on a.attrelid = o.table_oid and a.attnum = o.sub_id
            cross join lateral (
                select case
                    when o.default_value is not null and o.definition = format_type(a.atttypid, a.atttypmod) then o.default_value
                    else 'null'
                end as value
            ) as d
            where o.kind = 'column' and o.table_oid = relation.table_oid;
            select array_agg(a.attname order by k.ordinal)
            into key_columns
            --@include machine/index_columns.sql
            where i.indrelid = relation.table_oid and i.indisprimary and k.ordinal <= i.indnkeyatts;
