--@ Online: the units that copy values, and the statements under the lock. Fills: units, drops.
            -- What is told is a literal, and so is the block: no character of a name is read as SQL, or as a place of format().
            if copying = 'now' then
                drops := drops || format('do %L', format(
                    'declare n bigint; begin '
                    'select count(*) into n from %4$s as t where %5$s; if n > 0 then %12$s '
                    'create table %1$I.%2$I as select %3$s from %4$s as t where %5$s; '
                    'insert into opscenter.archive (archive_number, pair, migration, source_schema, source_table, archive_schema, archive_table, '
                    'key_columns, value_columns, row_count, sequences) values (%6$s, %13$s, ''{{release}}'', %7$L, %8$L, %1$L, %2$L, %9$L, %10$L, n, ''[]''); '
                    'raise notice using errcode = ''OCARC'', message = n || %11$L, schema = %7$L, table = %8$L, datatype = ''table''; '
                    'end if; end',
                    archive_schema, archive_table,
                    (select string_agg(format('t.%I', c.name), ', ' order by c.ordinal)
                        from unnest(key_columns || relation.columns) with ordinality as c (name, ordinal)),
                    relation.qualified, condition, number_of_archive, relation.schema_name, relation.table_name, key_columns, relation.columns,
                    format(' rows of %s (%s) copied to %I.%I', relation.qualified, array_to_string(relation.columns, ', '), archive_schema, archive_table),
                    preparation, pair_number)) || keep_own_rights;
            elsif copying = 'before' then
                archive_schema := coalesce(relation.begun ->> 'archive_schema', archive_schema);
                archive_table := coalesce(relation.begun ->> 'archive_table', archive_table);
                capture := coalesce(relation.begun ->> 'capture', format('capture_%s_t%s', number_of_archive, relation.table_oid));
                if relation.begun is null then
--@include machine/rollback/capture.sql
                end if;
                if relation.begun is null or relation.begun ->> 'state' = 'capturing' then
                    units := units || jsonb_build_object('kind', 'transaction', 'table', relation.qualified,
                        'tables', '[]'::jsonb, 'lock', 'ACCESS SHARE',
                        'message', format('copy {{Release}}''s values of %s to %I.%I', relation.qualified, archive_schema, archive_table),
                        'steps', '[]'::jsonb,
                        'statements', jsonb_build_array(
                            'set local search_path = pg_catalog, pg_temp',
                            'set local row_security = off',
                            format('do %L', format('declare n bigint; begin insert into %1$I.%2$I select %3$s from %4$s as t where %5$s; '
                                'get diagnostics n = row_count; update opscenter.archive as a set state = ''copied'', row_count = n '
                                'where a.archive_schema = %1$L and a.archive_table = %2$L; end',
                                archive_schema, archive_table,
                                (select string_agg(format('t.%I', c.name), ', ' order by c.ordinal)
                                    from unnest(key_columns || relation.columns) with ordinality as c (name, ordinal)),
                                relation.qualified, condition))));
                end if;
                -- Takes the noted keys away and copies their rows anew. It is exact while others write, because it is one statement, and each
                -- write notes its keys in its own transaction, in lines of its own: the snapshot shows a line exactly if it shows the write.
                -- What it does not show yet stays noted. Only under the lock of the drop is nothing left to come.
                catching_up := format(
                    'with written as (delete from opscenter.%3$I as c returning c.*), '
                    'gone as (delete from %1$I.%2$I as a using written as c where (%4$s) = (%5$s) '
                    'and not exists (select from %7$s as t where (%6$s) = (%5$s) and (%8$s))), '
                    'come as (insert into %1$I.%2$I select %9$s from %7$s as t where (%6$s) in (select %5$s from written as c) and (%8$s) '
                    'on conflict (%10$s) do update set %11$s returning 1) '
                    'update opscenter.archive as b set row_count = b.row_count + (select count(*) from come) '
                    '- (select count(*) from %1$I.%2$I as a where (%4$s) in (select %5$s from written as c)) '
                    'where b.archive_schema = %1$L and b.archive_table = %2$L',
                    archive_schema, archive_table, capture,
                    (select string_agg(format('a.%I', c.name), ', ' order by c.ordinal) from unnest(key_columns) with ordinality as c (name, ordinal)),
                    (select string_agg(format('c.%I', c.name), ', ' order by c.ordinal) from unnest(key_columns) with ordinality as c (name, ordinal)),
                    (select string_agg(format('t.%I', c.name), ', ' order by c.ordinal) from unnest(key_columns) with ordinality as c (name, ordinal)),
                    relation.qualified, condition,
                    (select string_agg(format('t.%I', c.name), ', ' order by c.ordinal)
                        from unnest(key_columns || relation.columns) with ordinality as c (name, ordinal)),
                    (select string_agg(quote_ident(c.name), ', ' order by c.ordinal) from unnest(key_columns) with ordinality as c (name, ordinal)),
                    (select string_agg(format('%1$I = excluded.%1$I', c), ', ') from unnest(relation.columns) as c));
                -- What was noted in the time of the copy, or in the days since a run stopped, is too much for the lock of the drop. TRUNCATE
                -- empties the archive, and is kept out: the table is locked before the first snapshot is taken. Lines that are gone cost
                -- the drop time too: ANALYZE tells the planner that they are, VACUUM takes them out.
                units := units || jsonb_build_object('kind', 'transaction', 'table', relation.qualified,
                    'tables', '[]'::jsonb, 'lock', 'ACCESS SHARE',
                    'message', format('copy again what was written to {{Release}}''s columns of %s meanwhile', relation.qualified),
                    'steps', '[]'::jsonb,
                    'statements', jsonb_build_array(
                        'set local search_path = pg_catalog, pg_temp',
                        'set local row_security = off',
                        format('lock table %s in access share mode', relation.qualified),
                        format('do %L', format('begin for i in 1 .. 20 loop execute %1$L; analyze opscenter.%2$I; '
                            'exit when not exists (select from opscenter.%2$I offset 1000); end loop; end', catching_up, capture))));
                units := units || jsonb_build_object('kind', 'alone', 'table', relation.qualified,
                    'tables', '[]'::jsonb, 'lock', 'ACCESS SHARE',
                    'message', format('vacuum what was noted of %s', relation.qualified),
                    'steps', '[]'::jsonb,
                    'statements', jsonb_build_array(format('vacuum (truncate false) opscenter.%I', capture)));
                -- Copied once more before the lock is asked for: what was written while earlier requests waited is not copied under it.
                drops := drops[1:2] || format('lock table %s in access share mode', relation.qualified) || catching_up || drops[3]
                    || catching_up || format('do %L', format('declare n bigint; begin '
                    'update opscenter.archive as a set state = ''complete'', capture = null, archived_at = clock_timestamp() '
                    'where a.archive_schema = %1$L and a.archive_table = %2$L returning a.row_count into n; '
                    'if n = 0 then drop table %1$I.%2$I; delete from opscenter.archive as a where a.archive_schema = %1$L and a.archive_table = %2$L; '
                    'else raise notice using errcode = ''OCARC'', message = n || %3$L, schema = %4$L, table = %5$L, datatype = ''table''; end if; end',
                    archive_schema, archive_table,
                    format(' rows of %s (%s) copied to %I.%I', relation.qualified, array_to_string(relation.columns, ', '), archive_schema, archive_table),
                    relation.schema_name, relation.table_name));
            end if;
