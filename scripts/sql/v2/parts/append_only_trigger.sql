--@ The trigger that keeps audit_log append-only.
        -- Append-only for everybody, the owner included: a statement trigger also sees an UPDATE that matches no row, and TRUNCATE;
        -- ENABLE ALWAYS keeps it on under session_replication_role = replica.
        if relation.table_name = 'audit_log' and cardinality(differences) = 0 then
            select t.tgname as trigger_name, t.tgenabled = 'A' as is_active
            into found_column
            from pg_trigger as t
            join pg_proc as p on p.oid = t.tgfoid
            where t.tgrelid = relation.table_oid
                and t.tgtype = 58 -- before, statement; update (16), delete (8), truncate (32)
                and t.tgqual is null
                and not t.tgisinternal
                and p.prosrc = append_only_body
            order by 2 desc, 1
            limit 1;
            if found_column.is_active then
                steps := steps || jsonb_build_object('kind', 'OCKEP', 'object', 'trigger', 'schema', relation.schema_name,
                    'table', relation.table_name, 'name', found_column.trigger_name, 'message', format(
                        'trigger %I keeps %s append-only', found_column.trigger_name, relation.qualified));
            else
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
                    select 'audit_log_append_only' || coalesce('_' || nullif(s.n, 0), '') as name
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
                statements := statements
                    || format('create function %I.%I() returns trigger language plpgsql set search_path = pg_catalog as %L',
                        relation.schema_name, chosen, append_only_body)
                    || format('create trigger %I before update or delete or truncate on %s for each statement execute function %I.%1$I()',
                        chosen, relation.qualified, relation.schema_name)
                    || format('alter table %s enable always trigger %I', relation.qualified, chosen);
                steps := steps
                    || jsonb_build_object('kind', 'OCADD', 'object', 'function', 'schema', relation.schema_name,
                        'table', relation.table_name, 'name', chosen, 'message', format('function %I.%I() %s', relation.schema_name, chosen, verb))
                    || jsonb_build_object('kind', 'OCADD', 'object', 'trigger', 'schema', relation.schema_name,
                        'table', relation.table_name, 'name', chosen, 'message', format(
                            'trigger %I, which keeps %s append-only, %s', chosen, relation.qualified, verb));
                if relation.table_oid is not null then
                    altered := altered || relation.table_oid;
                end if;
            end if;
        end if;
