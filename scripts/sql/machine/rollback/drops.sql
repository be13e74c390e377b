--@ The statements that drop. Fills: statements, steps.
        -- Triggers, indexes, foreign keys and columns of tables that stay, then {{Release}}'s tables at once, then the functions.
        if units = '[]' then
            select statements || coalesce(array_agg(s.statement order by s.part, s.ordinal), '{}')
            into statements
            from (
                select 0 as part, o.id as ordinal, format('drop trigger %I on %s', o.found_name, o.qualified) as statement
                from jsonb_to_recordset(ours) as o (id bigint, kind text, qualified text, found_name name, in_table boolean)
                where o.kind = 'trigger' and not o.in_table
                union all
                select 1, min(o.id), format('drop index %s', string_agg(format('%I.%I', o.schema_name, o.found_name), ', ' order by o.id))
                from jsonb_to_recordset(ours) as o (id bigint, kind text, schema_name name, found_name name, found_oid oid, in_table boolean)
                where o.kind = 'index'
                    and not o.in_table
                    and not exists (select from pg_constraint as c where c.conindid = o.found_oid and c.contype in ('p', 'u', 'x'))
                having count(*) > 0
                union all
                select 2, min(o.id), format('alter table %s %s', o.qualified, string_agg(
                    case o.kind
                        when 'constraint' then format('drop constraint %I', o.found_name)
                        else format('drop column %I', o.found_name)
                    end, ', ' order by o.kind desc, o.id))
                from jsonb_to_recordset(ours) as o (id bigint, kind text, qualified text, found_name name, in_table boolean)
                where o.kind in ('constraint', 'column') and not o.in_table
                group by o.qualified
                union all
                select 4, min(o.id), format('drop table %s', string_agg(o.qualified, ', ' order by o.id))
                from jsonb_to_recordset(ours) as o (id bigint, kind text, qualified text)
                where o.kind = 'table'
                having count(*) > 0
                union all
                select 5, o.id, format('drop function %s', o.found_oid::regprocedure)
                from jsonb_to_recordset(ours) as o (id bigint, kind text, found_oid oid)
                where o.kind = 'function'
            ) as s;
            select steps || coalesce(jsonb_agg(
                jsonb_build_object('kind', 'OCDRP', 'object', o.kind, 'schema', o.schema_name, 'table', o.table_name,
                    'name', case when o.kind <> 'table' then o.found_name end,
                    'message', case o.kind
                        when 'table' then format('table %s %s', o.qualified, dropped_verb)
                        when 'column' then format('column %s.%I %s', o.qualified, o.found_name, dropped_verb)
                        else format('%s %I of %s %s', o.kind, o.found_name, o.qualified, dropped_verb)
                    end)
                order by o.id), '[]')
            into steps
            from jsonb_to_recordset(ours)
                as o (id bigint, kind text, schema_name name, table_name name, qualified text, found_name name, in_table boolean)
            where not o.in_table;
        end if;
