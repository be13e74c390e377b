--@ In plan mode: leaves every statement of the run in opscenter.statements, as one unit. Needs: statements, ours, work_role.
    if planning then
        perform set_config('opscenter.statements', coalesce((
            select jsonb_build_array(jsonb_build_object('kind', 'transaction', 'table', string_agg(t.qualified, ', ' order by t.qualified),
                'tables', jsonb_agg(t.table_oid order by t.qualified), 'lock', 'ACCESS EXCLUSIVE', 'role', work_role,
                'message', 'archive the rows and values of {{Release}}, then drop it', 'statements', to_jsonb(statements), 'steps', '[]'::jsonb))
            from (
                select distinct o.qualified, o.table_oid
                from jsonb_to_recordset(ours) as o (kind text, table_oid oid, qualified text, in_table boolean)
                where o.kind = 'table' or o.kind <> 'function' and not o.in_table
            ) as t
            having cardinality(statements) > 0
        )::text, '[]'), true);
    end if;
