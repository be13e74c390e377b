--@ A table that is not there: its statement and its step.
            select array_agg(line order by part, ordinal)
            into clauses
            from (
                select 1 as part, w.ordinal, format('%I %s%s%s',
                    w.value ->> 'column_name',
                    case when w.value ->> 'default_value' = 'nextval' then 'bigserial' else w.value ->> 'data_type' end,
                    case when (w.value ->> 'not_null')::boolean then ' not null' end,
                    ' default ' || nullif(w.value ->> 'default_value', 'nextval')) as line
                from jsonb_array_elements(wanted_columns) with ordinality as w (value, ordinal)
                where w.value ->> 'table_name' = relation.table_name
                union all
                select 2, w.ordinal, format('%s (%s)', w.value ->> 'key_type', (
                    select string_agg(quote_ident(k.name), ', ' order by k.ordinal)
                    from jsonb_array_elements_text(w.value -> 'key_columns') with ordinality as k (name, ordinal)))
                from jsonb_array_elements(wanted_keys) with ordinality as w (value, ordinal)
                where w.value ->> 'table_name' = relation.table_name
                union all
                select 3, w.ordinal, format('foreign key (%I) references %I.%I (id) on delete %s',
                    w.value ->> 'column_name', relation.schema_name, w.value ->> 'referenced_table', w.value ->> 'on_delete')
                from jsonb_array_elements(wanted_references) with ordinality as w (value, ordinal)
                where w.value ->> 'table_name' = relation.table_name
            ) as lines;
            statements := statements || format(E'create table %s (\n    %s\n)', relation.qualified,
                array_to_string(clauses, E',\n    '));
            steps := steps || jsonb_build_object('kind', 'OCADD', 'object', 'table', 'schema', relation.schema_name, 'table', relation.table_name,
                'message', format('table %s %s', relation.qualified, verb));
