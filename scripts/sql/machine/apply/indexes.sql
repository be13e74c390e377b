--@ Indexes of a table: each wanted one is found, or becomes a statement or a unit.
        for wanted in
            select
                w.*,
                (select string_agg(quote_ident(k.name), ', ' order by k.ordinal)
                    from unnest(w.key_columns) with ordinality as k (name, ordinal)) || coalesce(' ' || nullif(w.key_order, ''), '') as key_list,
                (
                    select string_agg(k, ', ')
                    from unnest(w.key_columns) as k
                    where relation.table_oid is not null
                        and not exists (
                            select
                            from jsonb_to_recordset(wanted_columns) as c (table_name name, column_name name)
                            where c.table_name = w.table_name and c.column_name = k
                        )
                        and not exists (
                            select
                            from pg_attribute as a
                            join pg_type as t on t.oid = a.atttypid
                            where a.attrelid = relation.table_oid
                                and a.attname = k
                                and not a.attisdropped
                                and (t.typcategory in ('S', 'E', 'A', 'R') or exists (
                                    select
                                    from pg_opclass as o
                                    join pg_am as m on m.oid = o.opcmethod and m.amname = 'btree'
                                    where o.opcdefault and o.opcintype = coalesce(nullif(t.typbasetype, 0), t.oid)
                                ))
                        )
                ) as missing_columns
            from jsonb_to_recordset(wanted_indexes)
                as w (table_name name, index_name name, rule text, key_columns name[], key_order text, predicate text)
            where w.table_name = relation.table_name
        loop
            if wanted.missing_columns is not null then
                steps := steps || jsonb_build_object('kind', 'OCSKP', 'object', 'index', 'schema', relation.schema_name,
                    'table', relation.table_name, 'name', wanted.index_name, 'message', format(
                        'index on %s (%s) left out: the table has no such column that can be indexed', relation.qualified, wanted.key_list));
                continue;
            end if;

            -- CREATE INDEX on a partitioned table takes equal indexes of its partitions over; the rollback would drop them with its own.
            select string_agg(i.indexrelid::regclass::text, ', ')
            into elsewhere
            from pg_partition_tree(relation.table_oid) as t
            join pg_index as i on i.indrelid = t.relid
            join pg_attribute as a on a.attrelid = i.indrelid and a.attnum = i.indkey[0] and a.attname = wanted.key_columns[1]
            where t.level > 0
                and relation.table_oid is not null
                and not exists (select from pg_inherits as h where h.inhrelid = i.indexrelid);
            if elsewhere is not null then
                steps := steps || jsonb_build_object('kind', 'OCSKP', 'object', 'index', 'schema', relation.schema_name,
                    'table', relation.table_name, 'name', wanted.index_name, 'message', format(
                        'index on %s (%s) left out: PostgreSQL would take over indexes of its partitions: %s',
                        relation.qualified, wanted.key_list, elsewhere));
                continue;
            end if;

            -- The index by definition, valid ones first.
            select c.relname as index_name, c.oid as index_oid, i.indisvalid and i.indisready and i.indislive as is_valid
            into found_column
            from pg_index as i
            join pg_class as c on c.oid = i.indexrelid
            join pg_am as m on m.oid = c.relam and m.amname = 'btree'
            cross join lateral (
                select
                    array_agg(a.attname order by k.ordinal) as names,
                    bool_and(o.opcdefault and l.coll in (0, a.attcollation)) as is_plain
                from unnest(i.indkey::int2[], i.indclass::oid[], i.indcollation::oid[]) with ordinality as k (attnum, opclass, coll, ordinal)
                left join pg_attribute as a on a.attrelid = i.indrelid and a.attnum = k.attnum
                left join pg_opclass as o on o.oid = k.opclass
                cross join lateral (select k.coll) as l
                where k.ordinal <= i.indnkeyatts
            ) as keys
            where i.indrelid = relation.table_oid
                and keys.is_plain
                and (wanted.rule <> 'unique' or i.indisunique)
                and case wanted.rule
                    when 'serves' then keys.names[1] = wanted.key_columns[1] and i.indpred is null
                    else keys.names = wanted.key_columns
                        and i.indoption[i.indnkeyatts - 1] = case wanted.key_order when '' then 0 else 1 end
                        and pg_get_expr(i.indpred, i.indrelid) is not distinct from wanted.predicate
                end
            order by 3 desc, 1
            limit 1;
            if found_column.is_valid then
                steps := steps || jsonb_build_object('kind', 'OCKEP', 'object', 'index', 'schema', relation.schema_name,
                    'table', relation.table_name, 'name', found_column.index_name, 'message', format(
                        'index on %s (%s) is there: %I', relation.qualified, wanted.key_list, found_column.index_name));
                continue;
            end if;
            is_ours := found_column.index_oid is not null and exists (
                select
                from jsonb_to_recordset(recorded) as o (kind text, table_oid oid, object_oid oid, definition text)
                where o.kind = 'index'
                    and o.table_oid = relation.table_oid
                    and (o.object_oid = found_column.index_oid or o.definition = pg_get_indexdef(found_column.index_oid)));
            if found_column.index_oid is not null and exists (
                -- Without the right to see what another role does, a builder is known by its lock on the table only.
                select
                from pg_stat_progress_create_index as b
                where b.pid <> pg_backend_pid()
                    and (b.index_relid = found_column.index_oid or b.index_relid is null and exists (
                        select
                        from pg_locks as l
                        where l.pid = b.pid and l.relation = relation.table_oid and l.mode in ('ShareLock', 'ShareUpdateExclusiveLock')))
            ) then
                steps := steps || jsonb_build_object('kind', 'OCOBS', 'object', 'index', 'schema', relation.schema_name,
                    'table', relation.table_name, 'name', found_column.index_name, 'message', format(
                        'index %I.%I on %s is being built by another session. Run {{Release}} again when that has ended.',
                        relation.schema_name, found_column.index_name, relation.qualified));
                continue;
            elsif found_column.index_oid is not null and not is_ours and not online then
                steps := steps || jsonb_build_object('kind', 'OCTIP', 'object', 'index', 'schema', relation.schema_name,
                    'table', relation.table_name, 'name', found_column.index_name, 'message', format(
                        'index %I.%I on %s is invalid and serves nobody. It stays, unless {{Release}} is run online; remove it with: drop index concurrently %1$I.%2$I;',
                        relation.schema_name, found_column.index_name, relation.qualified));
            end if;

            if wanted.rule = 'unique' and has_table_privilege(relation.table_oid, 'SELECT') then
                execute format('select exists (select from %s where %s group by %s having count(*) > 1)',
                    relation.qualified, wanted.predicate, wanted.key_list)
                into is_there;
                if is_there then
                    steps := steps || jsonb_build_object('kind', 'OCOBS', 'object', 'index', 'schema', relation.schema_name,
                        'table', relation.table_name, 'name', wanted.index_name, 'message', format(
                            'table %s has rows with equal (%s) where %s, which {{Release}} does not admit. Delete all but one of each, or make them differ.',
                            relation.qualified, wanted.key_list, wanted.predicate));
                    continue;
                end if;
            end if;

            select n.name
            into chosen
            from generate_series(0, 99) as s (n)
            cross join lateral (
                select wanted.index_name || coalesce('_' || nullif(s.n, 0), '') as name
            ) as n
            where not exists (
                select
                from pg_class as c
                where c.relnamespace = relation.schema_oid and c.relname = n.name
            )
            order by s.n
            limit 1;
            -- An invalid one, left by a build that failed, gives way and leaves its name.
            statement := null;
            if found_column.index_oid is not null and (is_ours or online) then
                chosen := found_column.index_name;
                statement := format('drop index %s%I.%I', case when online and relation.relkind = 'r' then 'concurrently ' end,
                    relation.schema_name, chosen);
            end if;
            steps := steps || jsonb_build_object('kind', 'OCADD', 'object', 'index', 'schema', relation.schema_name,
                'table', relation.table_name, 'name', chosen, 'message', format('%sindex %I on %s (%s)%s %s',
                    nullif(nullif(wanted.rule, 'serves'), '') || ' ', chosen, relation.qualified, wanted.key_list, ' where ' || wanted.predicate, verb));
            if not online or relation.table_oid is null then
                if statement is not null then
                    statements := statements || statement;
                end if;
                statements := statements || format('create%s index %I on %s (%s)%s',
                    ' ' || nullif(nullif(wanted.rule, 'serves'), ''), chosen, relation.qualified, wanted.key_list, ' where ' || wanted.predicate);
            else
                if statement is not null then
                    builds := builds || jsonb_build_object('kind', case relation.relkind when 'r' then 'alone' else 'transaction' end,
                        'table', relation.qualified, 'tables', jsonb_build_array(relation.table_oid),
                        'lock', case relation.relkind when 'r' then 'SHARE UPDATE EXCLUSIVE' else 'ACCESS EXCLUSIVE' end,
                        'message', format('drop invalid index %I.%I', relation.schema_name, chosen),
                        'statements', jsonb_build_array(statement),
                        'steps', jsonb_build_array(jsonb_build_object('kind', 'OCDRP', 'object', 'index', 'schema', relation.schema_name,
                            'table', relation.table_name, 'name', chosen, 'message', format(
                                'index %I.%I dropped: it was invalid, and served nobody', relation.schema_name, chosen))));
                end if;
                -- What will be made is recorded before: a build that is interrupted leaves an index that nobody else could tell apart.
                statement := format('CREATE%s INDEX %I ON %s USING btree (%s)%s', upper(' ' || nullif(nullif(wanted.rule, 'serves'), '')), chosen,
                    case relation.relkind when 'p' then 'ONLY ' else '' end || relation.qualified, array_to_string(array(
                        select quote_ident(k.name) || coalesce(' ' || nullif(upper(wanted.key_order), ''), '')
                        from unnest(wanted.key_columns) with ordinality as k (name, ordinal)
                        order by k.ordinal), ', '), ' WHERE ' || wanted.predicate);
                builds := builds || jsonb_build_object('kind', case relation.relkind when 'r' then 'alone' else 'transaction' end,
                    'table', relation.qualified, 'tables', jsonb_build_array(relation.table_oid),
                    'lock', case relation.relkind when 'r' then 'SHARE UPDATE EXCLUSIVE' else 'SHARE' end,
                    'message', format('build index %I on %s (%s)', chosen, relation.qualified, wanted.key_list),
                    'index', format('%I.%I', relation.schema_name, chosen),
                    'intent', jsonb_build_object('schema_name', relation.schema_name, 'table_name', relation.table_name, 'object_name', chosen,
                        'table_oid', relation.table_oid, 'definition', statement),
                    'statements', jsonb_build_array(format('create%s index %s%I on %s (%s)%s',
                        ' ' || nullif(nullif(wanted.rule, 'serves'), ''), case relation.relkind when 'r' then 'concurrently ' end,
                        chosen, relation.qualified, wanted.key_list, ' where ' || wanted.predicate)),
                    'steps', jsonb_build_array(steps -> -1));
            end if;
            if relation.table_oid is not null then
                altered := altered || relation.table_oid;
                indexed := indexed || relation.schema_oid;
            end if;
        end loop;
