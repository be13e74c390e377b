--@ Obstacles: what the role may not do, and rules that would answer instead.
        -- What this role may do, and who else would answer.
        if not has_schema_privilege(target.source_schema, 'USAGE') then
            obstacles := obstacles || format('role %I may not use schema %I: grant usage on schema %2$I to %1$I;', current_user, target.source_schema);
        end if;
        if not has_table_privilege(target.table_oid, 'SELECT')
            or target.is_new and not has_table_privilege(target.table_oid, 'INSERT')
            or not target.is_new and exists (
                select
                from pg_attribute as a
                where a.attrelid = target.table_oid and a.attname = any (columns) and not has_column_privilege(target.table_oid, a.attnum, 'UPDATE')
            )
        then
            obstacles := obstacles || format('role %I may not write %s. Its owner (%I) has to run: grant select, %s on %2$s to %1$I;',
                current_user, target.qualified, target.owner, case when target.is_new then 'insert' else 'update' end);
        elsif row_security_active(target.table_oid) then
            obstacles := obstacles || format('row security hides rows of %s from role %I. Run as its owner (%I), or as a role with BYPASSRLS.',
                target.qualified, current_user, target.owner);
        end if;
        select obstacles || coalesce(array_agg(format('rule %I of %s would answer instead of the table. For the time being: alter table %2$s disable rule %1$I;',
            r.rulename, target.qualified) order by r.rulename), '{}')
        into obstacles
        from pg_rewrite as r
        where r.ev_class = target.table_oid
            and r.ev_type = case when target.is_new then '3' else '2' end
            and r.ev_enabled <> 'D';
        continue when cardinality(obstacles) > obstacles_before;
