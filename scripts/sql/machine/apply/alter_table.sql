--@ Turns clauses into one ALTER TABLE, or differences into an obstacle.
            if relation.is_new then
                select differences || coalesce(array_agg(format('column %I, which {{Release}} does not know, is NOT NULL without a default', a.attname)
                    order by a.attnum), '{}')
                into differences
                from pg_attribute as a
                where a.attrelid = relation.table_oid
                    and a.attnum > 0
                    and not a.attisdropped
                    and a.attnotnull
                    and not a.atthasdef
                    and a.attidentity = ''
                    and not exists (
                        select
                        from jsonb_to_recordset(wanted_columns) as w (table_name name, column_name name)
                        where w.table_name = relation.table_name and w.column_name = a.attname
                    );
                select differences || coalesce(array_agg(format('rule %I answers instead of the table', r.rulename) order by r.rulename), '{}')
                into differences
                from pg_rewrite as r
                where r.ev_class = relation.table_oid and r.is_instead;
            end if;
            if cardinality(differences) > 0 then
                steps := steps || jsonb_build_object('kind', 'OCOBS', 'object', 'table', 'schema', relation.schema_name, 'table', relation.table_name,
                    'message', format(
                        'table %s exists with another shape: %s. {{Release}} changes no table that it did not create; fix it, or rename it: alter table %1$s rename to %3$I;',
                        relation.qualified, array_to_string(differences, '; '), relation.table_name || '_before_{{release}}'));
            elsif cardinality(clauses) > 0 then
                statement := format(E'alter table %s\n    %s', relation.qualified, array_to_string(clauses, E',\n    '));
                altered := altered || relation.table_oid;
                if online then
                    -- Recorded in the transaction that creates it.
                    units := units || jsonb_build_object('kind', 'transaction', 'table', relation.qualified,
                        'tables', jsonb_build_array(relation.table_oid), 'lock', 'ACCESS EXCLUSIVE',
                        'message', format('add to %s', relation.qualified),
                        'statements', jsonb_build_array(
                            'set local search_path = pg_catalog, pg_temp',
                            'set local jit = off',
                            statement,
                            format(
                                'insert into opscenter.created_object '
                                '(pair, migration, kind, schema_name, table_name, object_name, table_oid, object_oid, column_number, definition, default_value) '
                                'select %s, ''{{release}}'', ''column'', %L, %L, a.attname, a.attrelid, 0, a.attnum, format_type(a.atttypid, a.atttypmod), '
                                'pg_get_expr(d.adbin, d.adrelid) from pg_attribute as a left join pg_attrdef as d on d.adrelid = a.attrelid and d.adnum = a.attnum '
                                'where a.attrelid = %s and a.attname = any (%L::name[]) order by a.attnum',
                                pair_number, relation.schema_name, relation.table_name, relation.table_oid,
                                array(select s.value ->> 'name' from jsonb_array_elements(steps) with ordinality as s (value, ordinal)
                                    where s.ordinal > first_step and s.value ->> 'kind' = 'OCADD' and s.value ->> 'object' = 'column')),
                            format(
                                'insert into opscenter.created_object '
                                '(pair, migration, kind, schema_name, table_name, object_name, table_oid, object_oid, column_number, definition) '
                                'select %s, ''{{release}}'', case k.kind when 0 then ''constraint'' else ''index'' end, %L, %L, c.conname, c.conrelid, '
                                'case k.kind when 0 then c.oid else c.conindid end, 0, '
                                'case k.kind when 0 then pg_get_constraintdef(c.oid) else pg_get_indexdef(c.conindid) end '
                                'from pg_constraint as c cross join generate_series(0, 1) as k (kind) '
                                'where c.conrelid = %s and c.conname = any (%L::name[]) and (k.kind = 0 or c.contype in (''u'', ''p'')) order by c.oid, k.kind',
                                pair_number, relation.schema_name, relation.table_name, relation.table_oid,
                                array(select s.value ->> 'name' from jsonb_array_elements(steps) with ordinality as s (value, ordinal)
                                    where s.ordinal > first_step and s.value ->> 'kind' = 'OCADD' and s.value ->> 'object' = 'constraint'))),
                        'steps', (
                            select coalesce(jsonb_agg(s.value order by s.ordinal), '[]')
                            from jsonb_array_elements(steps) with ordinality as s (value, ordinal)
                            where s.ordinal > first_step and s.value ->> 'kind' = 'OCADD'));
                else
                    statements := statements || statement;
                end if;
            end if;
