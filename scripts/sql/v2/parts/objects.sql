--@ The triggers that keep audit_log append-only.
        -- Append-only for everybody, the owner included. A statement trigger also sees an UPDATE that matches no row, and TRUNCATE; a row
        -- trigger sees rows that a statement reaches through a parent table. ENABLE ALWAYS keeps both on under session_replication_role =
        -- replica, and for rows that a subscription applies.
        if relation.table_name = 'audit_log' and cardinality(differences) = 0 then
            append_only_function := null;
            for wanted in
                select w.*
                from (
                    values
                        -- before; update (16), delete (8), truncate (32)
                        (1, 58, 'audit_log_append_only', 'update or delete or truncate', 'statement'),
                        (2, 27, 'audit_log_append_only_rows', 'update or delete', 'row')
                ) as w (ordinal, type, name, events, level)
                order by w.ordinal
            loop
                select t.tgname as trigger_name, t.tgenabled = 'A' as is_active, format('%I.%I', n.nspname, p.proname) as function_name
                into found_column
                from pg_trigger as t
                join pg_proc as p on p.oid = t.tgfoid
                join pg_namespace as n on n.oid = p.pronamespace
                where t.tgrelid = relation.table_oid
                    and t.tgtype = wanted.type
                    and t.tgqual is null
                    and not t.tgisinternal
                    -- A copy of the script with other line ends makes the same function.
                    and translate(p.prosrc, E'\r', '') = append_only_body
                    and p.prolang = (select l.oid from pg_language as l where l.lanname = 'plpgsql')
                    and p.proconfig = array['search_path=pg_catalog']
                    and p.proowner = any (trusted_roles)
                order by 2 desc, 1
                limit 1;
                append_only_function := coalesce(append_only_function, found_column.function_name);
                if found_column.is_active then
                    steps := steps || jsonb_build_object('kind', 'OCKEP', 'object', 'trigger', 'schema', relation.schema_name,
                        'table', relation.table_name, 'name', found_column.trigger_name, 'message', format(
                            'trigger %I keeps %s append-only', found_column.trigger_name, relation.qualified));
                    continue;
                end if;
                if found_column.trigger_name is not null then
                    steps := steps || jsonb_build_object('kind', 'OCTIP', 'object', 'trigger', 'schema', relation.schema_name,
                        'table', relation.table_name, 'name', found_column.trigger_name, 'message', format(
                            'trigger %I, which keeps %s append-only, is switched off; V2 adds its own beside it. To use this one: '
                            'alter table %2$s enable always trigger %1$I;', found_column.trigger_name, relation.qualified));
                end if;
                select n.name
                into chosen
                from generate_series(0, 99) as s (n)
                cross join lateral (
                    select wanted.name || coalesce('_' || nullif(s.n, 0), '') as name
                ) as n
                where not exists (
                        select
                        from pg_proc as p
                        where p.pronamespace = relation.schema_oid and p.proname = n.name
                    )
                    and not exists (
                        select
                        from pg_trigger as t
                        where t.tgrelid = relation.table_oid and t.tgname = n.name
                    )
                order by s.n
                limit 1;
                if append_only_function is null then
                    append_only_function := format('%I.%I', relation.schema_name, chosen);
                    statements := statements || format('create function %s() returns trigger language plpgsql set search_path = pg_catalog as %L',
                        append_only_function, append_only_body);
                    steps := steps || jsonb_build_object('kind', 'OCADD', 'object', 'function', 'schema', relation.schema_name,
                        'table', relation.table_name, 'name', chosen, 'message', format('function %s() %s', append_only_function, verb));
                end if;
                statements := statements
                    || format('create trigger %I before %s on %s for each %s execute function %s()',
                        chosen, wanted.events, relation.qualified, wanted.level, append_only_function)
                    || format('alter table %s enable always trigger %I', relation.qualified, chosen);
                steps := steps || jsonb_build_object('kind', 'OCADD', 'object', 'trigger', 'schema', relation.schema_name,
                    'table', relation.table_name, 'name', chosen, 'message', format(
                        'trigger %I, which keeps %s append-only%s, %s', chosen, relation.qualified,
                        case wanted.level when 'row' then ' for rows that are reached through another table' end, verb));
                if relation.table_oid is not null then
                    altered := altered || relation.table_oid;
                end if;
            end loop;

            -- What neither trigger can prevent: a rule that rewrites the statement.
            for found_column in
                select r.rulename
                from pg_rewrite as r
                where r.ev_class = relation.table_oid
                order by r.rulename
            loop
                steps := steps || jsonb_build_object('kind', 'OCOBS', 'object', 'table', 'schema', relation.schema_name,
                    'table', relation.table_name, 'message', format(
                        'rule %I of %s rewrites statements before the triggers see them: the table is not append-only. Drop it: drop rule %1$I on %2$s;',
                        found_column.rulename, relation.qualified));
            end loop;
        end if;
