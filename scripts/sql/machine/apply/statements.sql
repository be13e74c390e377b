--@ In mode "plan online": leaves every statement of the run in opscenter.statements, as units. Needs: statements, units, work_role.
    if planning and online then
        select array_agg(distinct r.value ->> 'table_oid'), string_agg(distinct format('%I.%I', r.value ->> 'schema_name', r.key), ', ')
        into clauses, elsewhere
        from jsonb_to_recordset(wanted_references) as w (table_name name, referenced_table name)
        join jsonb_each(relations) as r on r.key = w.referenced_table and r.value ->> 'table_oid' is not null
        where w.table_name = any (new_tables) and relations -> w.table_name ->> 'table_oid' is null;
        perform set_config('opscenter.statements', coalesce((
            select jsonb_agg(u.value || jsonb_build_object('role', work_role) order by u.part, u.ordinal)
            from (
                select 0 as part, 0 as ordinal, jsonb_build_object('kind', 'transaction', 'table', coalesce(elsewhere, ''),
                    'tables', coalesce(to_jsonb(clauses), '[]'), 'lock', case when elsewhere is null then 'ACCESS SHARE' else 'SHARE ROW EXCLUSIVE' end,
                    'message', 'create what is new, and record it in schema opscenter', 'statements', to_jsonb(statements), 'steps', '[]'::jsonb) as value
                where cardinality(statements) > 0
                union all
                select 1, u.ordinal, u.value
                from jsonb_array_elements(units) with ordinality as u (value, ordinal)
            ) as u
        )::text, '[]'), true);
    end if;
