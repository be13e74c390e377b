--@ The unit that makes triggers note which rows are written from now on.
                    units := units || jsonb_build_object('kind', 'transaction', 'table', relation.qualified,
                        'tables', jsonb_build_array(relation.table_oid), 'lock', 'SHARE ROW EXCLUSIVE',
                        'message', format('note what is written to {{Release}}''s columns of %s from now on', relation.qualified),
                        'steps', '[]'::jsonb,
                        'statements', to_jsonb(array[
                            'set local search_path = pg_catalog, pg_temp',
                            -- What the copy needs goes again if nothing comes into it, and only that: so a schema that is made is recorded.
                            format('do %L', format(
                                'begin if to_regnamespace(%1$L) is null then create schema %1$I; insert into opscenter.created_object '
                                '(pair, migration, kind, schema_name, table_name, object_name, table_oid, object_oid, column_number) '
                                'values (%3$s, ''{{release}}'', ''schema'', %1$L, '''', %1$L, 0, to_regnamespace(%1$L), 0); end if; %2$s end',
                                archive_schema, preparation, pair_number)),
                            format('create table %I.%I as select %s from %s as t with no data', archive_schema, archive_table,
                                (select string_agg(format('t.%I', c.name), ', ' order by c.ordinal)
                                    from unnest(key_columns || relation.columns) with ordinality as c (name, ordinal)),
                                relation.qualified),
                            format('alter table %I.%I add primary key (%s)', archive_schema, archive_table,
                                (select string_agg(quote_ident(c.name), ', ' order by c.ordinal) from unnest(key_columns) with ordinality as c (name, ordinal))),
                            -- A line for each write, and no key: why, see below. A publication of all tables lets only go what has an identity.
                            format('create table opscenter.%I as select %s from %s as t with no data', capture,
                                (select string_agg(format('t.%I', c.name), ', ' order by c.ordinal) from unnest(key_columns) with ordinality as c (name, ordinal)),
                                relation.qualified),
                            format('alter table opscenter.%I replica identity full', capture),
                            -- SECURITY DEFINER: who writes to the table need not write here. So nobody else may hang it on a table, on another
                            -- one it refuses, and a key that was given a type of somebody's own is not cast.
                            format('create function opscenter.%I() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as %L',
                                capture, format(
                                    'begin '
                                    'if tg_relid <> %6$s and (tg_table_schema <> %7$L or tg_table_name <> %8$L) '
                                    'and not exists (select from pg_partition_ancestors(tg_relid) as a where a.relid = %6$s) then '
                                    'raise exception using errcode = ''object_not_in_prerequisite_state'', '
                                    'message = format(''%%I.%%I: this function belongs to %%s'', tg_table_schema, tg_table_name, %9$L); end if; '
                                    'if tg_op = ''TRUNCATE'' then delete from %1$I.%2$I; update opscenter.archive as a set row_count = 0 '
                                    'where a.archive_schema = %1$L and a.archive_table = %2$L; return null; end if; '
                                    'if tg_op <> ''INSERT'' and (%10$s) or tg_op <> ''DELETE'' and (%11$s) then '
                                    'raise exception using errcode = ''object_not_in_prerequisite_state'', '
                                    'message = format(''a key column of %%s has another type than when the rollback of {{Release}} began'', %9$L), '
                                    'hint = ''Run that rollback to its end, or apply {{Release}} again; then change the type.''; end if; '
                                    'if tg_op <> ''INSERT'' then insert into opscenter.%3$I values (%4$s); end if; '
                                    'if tg_op <> ''DELETE'' then insert into opscenter.%3$I values (%5$s); end if; '
                                    'return null; end',
                                    archive_schema, archive_table, capture,
                                    (select string_agg(format('old.%I', c.name), ', ' order by c.ordinal) from unnest(key_columns) with ordinality as c (name, ordinal)),
                                    (select string_agg(format('new.%I', c.name), ', ' order by c.ordinal) from unnest(key_columns) with ordinality as c (name, ordinal)),
                                    relation.table_oid, relation.schema_name, relation.table_name, relation.qualified,
                                    (
                                        select string_agg(format('pg_typeof(old.%I)::oid >= 16384 and pg_typeof(old.%1$I)::text <> %2$L',
                                            a.attname, a.atttypid::regtype::text), ' or ')
                                        from pg_attribute as a
                                        where a.attrelid = relation.table_oid and a.attname = any (key_columns)
                                    ),
                                    (
                                        select string_agg(format('pg_typeof(new.%I)::oid >= 16384 and pg_typeof(new.%1$I)::text <> %2$L',
                                            a.attname, a.atttypid::regtype::text), ' or ')
                                        from pg_attribute as a
                                        where a.attrelid = relation.table_oid and a.attname = any (key_columns)
                                    ))),
                            format('revoke all on function opscenter.%I() from public', capture),
                            format(
                                'insert into opscenter.archive (archive_number, pair, migration, source_schema, source_table, archive_schema, archive_table, '
                                'key_columns, value_columns, row_count, sequences, state, capture) '
                                'values (%s, %s, ''{{release}}'', %L, %L, %L, %L, %L, %L, 0, ''[]'', ''capturing'', %L)',
                                number_of_archive, pair_number, relation.schema_name, relation.table_name, archive_schema, archive_table, key_columns, relation.columns, capture)
                        ] || (
                            -- ENABLE ALWAYS: rows that a subscription applies are written too.
                            select array_agg(s.statement order by s.part, s.ordinal)
                            from (
                                select 1 as part, k.ordinal, format('create trigger %I after %s on %s for each %s execute function opscenter.%I()',
                                    'opscenter_capture_' || k.event, k.event, relation.qualified,
                                    case k.event when 'truncate' then 'statement' else format('row when (%s)', k.test) end, capture) as statement
                                from (
                                    values
                                        (1, 'insert', new_condition),
                                        (2, 'update', old_condition || ' or ' || new_condition),
                                        (3, 'delete', old_condition),
                                        (4, 'truncate', null)
                                ) as k (ordinal, event, test)
                                union all
                                select 2, k.ordinal, format('alter table %s enable always trigger %I', relation.qualified, 'opscenter_capture_' || k.event)
                                from unnest(array['insert', 'update', 'delete', 'truncate']) with ordinality as k (event, ordinal)
                            ) as s
                        ) || format(
                            'insert into opscenter.created_object '
                            '(pair, migration, kind, schema_name, table_name, object_name, table_oid, object_oid, column_number, definition) '
                            'select %3$s, ''{{release}}'', ''function'', n.nspname, c.relname, p.proname, c.oid, p.oid, 0, p.prosrc '
                            'from pg_proc as p, pg_class as c join pg_namespace as n on n.oid = c.relnamespace '
                            'where p.oid = ''opscenter.%1$I()''::regprocedure and c.oid = %2$s '
                            'union all '
                            'select %3$s, ''{{release}}'', ''trigger'', n.nspname, c.relname, t.tgname, c.oid, t.oid, 0, pg_get_triggerdef(t.oid) '
                            'from pg_trigger as t join pg_class as c on c.oid = t.tgrelid join pg_namespace as n on n.oid = c.relnamespace '
                            'where t.tgfoid = ''opscenter.%1$I()''::regprocedure and t.tgrelid = %2$s', capture, relation.table_oid, pair_number) || keep_own_rights));
