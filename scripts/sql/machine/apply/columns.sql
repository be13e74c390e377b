--@ Columns of a table that is there. Fills: clauses, differences, steps.
            -- Columns, judged by pg_attribute. What {{Release}} writes must be stored as written: a narrower varchar refuses, it does not alter.
            for found_column in
                select
                    w.column_name,
                    w.data_type,
                    w.not_null,
                    w.default_value,
                    a.attname is not null as is_there,
                    format_type(a.atttypid, a.atttypmod) as found_type,
                    a.attnotnull,
                    a.attgenerated <> '' as is_generated,
                    a.attidentity <> '' as is_identity,
                    pg_get_expr(d.adbin, d.adrelid) as found_default,
                    format_type(a.atttypid, a.atttypmod) = w.data_type
                        or (w.data_type like 'character varying%' and a.atttypid in ('varchar'::regtype, 'text'::regtype))
                        or (w.data_type = 'integer' and a.atttypid = 'bigint'::regtype)
                        or (w.data_type like 'numeric%' and a.atttypid = 'numeric'::regtype and (
                            a.atttypmod = -1
                            or (
                                (a.atttypmod - 4) & 2047 >= t.scale
                                and (((a.atttypmod - 4) >> 16) & 65535) - ((a.atttypmod - 4) & 2047) >= t.digits - t.scale
                            )
                        )) as is_compatible
                from jsonb_to_recordset(wanted_columns)
                    as w (table_name name, column_name name, data_type text, not_null boolean, default_value text)
                cross join lateral (
                    select
                        substring(w.data_type from 'numeric[(]([0-9]+)')::integer as digits,
                        substring(w.data_type from 'numeric[(][0-9]+,([0-9]+)')::integer as scale
                ) as t
                left join pg_attribute as a
                    on a.attrelid = relation.table_oid and a.attname = w.column_name and a.attnum > 0 and not a.attisdropped
                left join pg_attrdef as d on d.adrelid = a.attrelid and d.adnum = a.attnum
                where w.table_name = relation.table_name
            loop
                if not found_column.is_there then
                    if relation.is_new then
                        differences := differences || format('column %I (%s) is missing', found_column.column_name, found_column.data_type);
                        continue;
                    end if;

                    -- A partition or an inheriting table gets the column too; one that has it with another type stops the ALTER.
                    select string_agg(format('%s (%s)', a.attrelid::regclass, format_type(a.atttypid, a.atttypmod)), ', ')
                    into elsewhere
                    from (
                        with recursive descendants as (
                            select i.inhrelid
                            from pg_inherits as i
                            where i.inhparent = relation.table_oid
                            union
                            select i.inhrelid
                            from pg_inherits as i
                            join descendants as d on d.inhrelid = i.inhparent
                        )
                        select inhrelid
                        from descendants
                    ) as d
                    join pg_attribute as a on a.attrelid = d.inhrelid and a.attname = found_column.column_name and not a.attisdropped
                    where format_type(a.atttypid, a.atttypmod) <> found_column.data_type;
                    if elsewhere is not null then
                        steps := steps || jsonb_build_object('kind', 'OCOBS', 'object', 'column', 'schema', relation.schema_name,
                            'table', relation.table_name, 'name', found_column.column_name, 'message', format(
                                'column %I (%s) cannot be added to %s: a table that inherits from it has one of another type: %s. Rename that column.',
                                found_column.column_name, found_column.data_type, relation.qualified, elsewhere));
                        continue;
                    end if;

                    clauses := clauses || format('add column %I %s%s', found_column.column_name, found_column.data_type,
                        ' default ' || found_column.default_value);
                    steps := steps || jsonb_build_object('kind', 'OCADD', 'object', 'column', 'schema', relation.schema_name,
                        'table', relation.table_name, 'name', found_column.column_name, 'message', format(
                            'column %s.%I %s %s', relation.qualified, found_column.column_name, found_column.data_type, verb));

                    -- Declared with its new column, a foreign key is valid without a look at the rows.
                    for wanted in
                        select w.*
                        from jsonb_to_recordset(wanted_references)
                            as w (table_name name, column_name name, referenced_table name, on_delete text)
                        where w.table_name = relation.table_name and w.column_name = found_column.column_name
                    loop
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
                        clauses[cardinality(clauses)] := clauses[cardinality(clauses)] || format(
                            ' constraint %I references %I.%I (id) on delete %s', chosen, home.schema_name, wanted.referenced_table, wanted.on_delete);
                        steps := steps || jsonb_build_object('kind', 'OCADD', 'object', 'constraint', 'schema', relation.schema_name,
                            'table', relation.table_name, 'name', chosen, 'message', format(
                                'foreign key %s (%I) to %I.%I, on delete %s, %s', relation.qualified, wanted.column_name,
                                home.schema_name, wanted.referenced_table, wanted.on_delete, verb));
                    end loop;
                elsif found_column.is_generated or not found_column.is_compatible then
                    if relation.is_new then
                        differences := differences || format('column %I is %s%s, not %s', found_column.column_name,
                            case when found_column.is_generated then 'generated ' end, found_column.found_type, found_column.data_type);
                    else
                        steps := steps || jsonb_build_object('kind', 'OCOBS', 'object', 'column', 'schema', relation.schema_name,
                            'table', relation.table_name, 'name', found_column.column_name, 'message', format(
                                'column %s.%I exists as %s%s, {{Release}} needs %s. {{Release}} retypes nothing; rename yours: alter table %1$s rename column %2$I to %6$I;',
                                relation.qualified, found_column.column_name,
                                case when found_column.is_generated then 'generated ' end,
                                found_column.found_type, found_column.data_type, left(found_column.column_name, 55) || '_v1'));
                    end if;
                else
                    if relation.is_new and found_column.not_null and found_column.default_value is not null
                        and found_column.found_default is null and not found_column.is_identity
                    then
                        differences := differences || format('column %I has no default', found_column.column_name);
                    end if;
                    statement := concat_ws(', ',
                        case when found_column.found_type <> found_column.data_type
                            then format('type %s instead of %s', found_column.found_type, found_column.data_type) end,
                        case when found_column.attnotnull and not found_column.not_null then 'NOT NULL' end,
                        case when found_column.not_null and not found_column.attnotnull then 'NULL allowed' end,
                        case
                            when found_column.is_identity then 'identity'
                            when found_column.default_value = 'nextval' and found_column.found_default like 'nextval(%' then null
                            when found_column.found_default is distinct from found_column.default_value then
                                format('default %s instead of %s',
                                    coalesce(found_column.found_default, 'none'), coalesce(found_column.default_value, 'none'))
                        end);
                    steps := steps || jsonb_build_object(
                        'kind', case when statement = '' then 'OCKEP' else 'OCDIF' end,
                        'object', 'column', 'schema', relation.schema_name, 'table', relation.table_name, 'name', found_column.column_name,
                        'message', format('column %s.%I %s is there and stays as it is%s', relation.qualified, found_column.column_name,
                            found_column.found_type, ': ' || nullif(statement, '')));
                end if;
            end loop;
