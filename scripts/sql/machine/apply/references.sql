--@ Foreign keys whose column is there. Fills: clauses, builds, statements, steps.
            -- Foreign keys whose column was there before.
            for wanted in
                select
                    w.*,
                    (relations -> w.referenced_table::text ->> 'table_oid')::oid as referenced_oid,
                    a.attnum
                from jsonb_to_recordset(wanted_references)
                    as w (table_name name, column_name name, referenced_table name, on_delete text)
                join pg_attribute as a on a.attrelid = relation.table_oid and a.attname = w.column_name and a.atttypid = 'uuid'::regtype
                where w.table_name = relation.table_name
                    -- What has the name and is not taken for the table is refused already.
                    and (relations ? w.referenced_table::text or not exists (
                        select
                        from pg_class as c
                        where c.relnamespace = home.schema_oid and c.relname = w.referenced_table
                    ))
            loop
                select c.conname
                into chosen
                from pg_constraint as c
                join pg_attribute as a on a.attrelid = c.confrelid and a.attname = 'id'
                where c.conrelid = relation.table_oid
                    and c.contype = 'f'
                    and c.convalidated
                    and c.conkey = array[wanted.attnum]
                    and c.confrelid = wanted.referenced_oid
                    and c.confkey = array[a.attnum]
                    and c.confdeltype = case wanted.on_delete when 'cascade' then 'c' else 'n' end
                limit 1;
                if chosen is not null then
                    steps := steps || jsonb_build_object('kind', 'OCKEP', 'object', 'constraint', 'schema', relation.schema_name,
                        'table', relation.table_name, 'name', chosen, 'message', format('foreign key %I of %s is there and valid', chosen, relation.qualified));
                    continue;
                end if;

                -- One that an interrupted run added, and did not come to validate.
                select c.conname
                into chosen
                from pg_constraint as c
                join jsonb_to_recordset(recorded) as o (object_oid oid) on o.object_oid = c.oid
                where c.conrelid = relation.table_oid
                    and c.contype = 'f'
                    and not c.convalidated
                    and c.conkey = array[wanted.attnum]
                    and c.confrelid = wanted.referenced_oid;
                if chosen is not null then
                    statement := format('alter table %s validate constraint %I', relation.qualified, chosen);
                    steps := steps || jsonb_build_object('kind', 'OCADD', 'object', 'constraint', 'schema', relation.schema_name,
                        'table', relation.table_name, 'name', chosen, 'message', format('foreign key %I of %s %s', chosen, relation.qualified,
                            case when planning then 'would be validated' else 'validated' end));
                    if online then
                        builds := builds || jsonb_build_object('kind', 'transaction', 'table', relation.qualified, 'tables', jsonb_build_array(relation.table_oid),
                            'lock', 'SHARE UPDATE EXCLUSIVE', 'message', format('validate foreign key %I of %s', chosen, relation.qualified),
                            'statements', jsonb_build_array(statement), 'steps', jsonb_build_array(steps -> -1));
                    else
                        statements := statements || statement;
                        altered := altered || relation.table_oid;
                    end if;
                    continue;
                end if;

                is_there := false;
                if has_table_privilege(relation.table_oid, 'SELECT')
                    and (wanted.referenced_oid is null or has_table_privilege(wanted.referenced_oid, 'SELECT'))
                then
                    execute format('select exists (select from %s as r where r.%I is not null%s)', relation.qualified, wanted.column_name,
                        case when wanted.referenced_oid is not null then format(' and not exists (select from %I.%I as t where t.id = r.%I)',
                            home.schema_name, wanted.referenced_table, wanted.column_name) end)
                    into is_there;
                end if;
                if is_there then
                    steps := steps || jsonb_build_object('kind', 'OCOBS', 'object', 'constraint', 'schema', relation.schema_name,
                        'table', relation.table_name, 'name', wanted.column_name, 'message', format(
                            'column %s.%I exists and has values that are in no row of %I.%I (id): the foreign key cannot become valid. '
                            'Insert those rows, or rename the column: alter table %1$s rename column %2$I to %5$I;',
                            relation.qualified, wanted.column_name, home.schema_name, wanted.referenced_table,
                            left(wanted.column_name, 55) || '_v1'));
                    continue;
                end if;
                select n.name
                into chosen
                from generate_series(0, 99) as s (n)
                cross join lateral (
                    select format('%s_%s_fkey%s', relation.table_name, wanted.column_name, nullif(s.n, 0)) as name
                ) as n
                where not exists (
                    select
                    from pg_constraint as c
                    where c.conrelid = relation.table_oid and c.conname = n.name
                )
                order by s.n
                limit 1;
                select string_agg(quote_ident(c.conname), ', ' order by c.conname)
                into elsewhere
                from pg_constraint as c
                where c.conrelid = relation.table_oid and c.contype = 'f' and c.conkey = array[wanted.attnum];
                if elsewhere is not null then
                    steps := steps || jsonb_build_object('kind', 'OCTIP', 'object', 'constraint', 'schema', relation.schema_name,
                        'table', relation.table_name, 'name', elsewhere, 'message', format(
                            'foreign key %s of %s stays beside the one that {{Release}} adds to column %I, and its own delete action still counts',
                            elsewhere, relation.qualified, wanted.column_name));
                end if;
                clauses := clauses || format('add constraint %I foreign key (%I) references %I.%I (id) on delete %s%s',
                    chosen, wanted.column_name, home.schema_name, wanted.referenced_table, wanted.on_delete,
                    case when online then ' not valid' end);
                if online then
                    builds := builds || jsonb_build_object('kind', 'transaction', 'table', relation.qualified, 'tables', jsonb_build_array(relation.table_oid),
                        'lock', 'SHARE UPDATE EXCLUSIVE', 'message', format('validate foreign key %I of %s', chosen, relation.qualified),
                        'statements', jsonb_build_array(format('alter table %s validate constraint %I', relation.qualified, chosen)),
                        'steps', '[]'::jsonb);
                end if;
                steps := steps || jsonb_build_object('kind', 'OCADD', 'object', 'constraint', 'schema', relation.schema_name,
                    'table', relation.table_name, 'name', chosen, 'message', format(
                        'foreign key %s (%I) to %I.%I, on delete %s, %s', relation.qualified, wanted.column_name,
                        home.schema_name, wanted.referenced_table, wanted.on_delete, verb));
            end loop;
