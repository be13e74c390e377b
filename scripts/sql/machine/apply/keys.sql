--@ Keys of a table that is there. Fills: clauses, differences, steps.
            -- Keys of a table that was there before. A primary key is part of its shape; a unique constraint can be added.
            for wanted in
                select
                    w.*,
                    (select string_agg(quote_ident(k.name), ', ' order by k.ordinal)
                        from unnest(w.key_columns) with ordinality as k (name, ordinal)) as column_list,
                    exists (
                        select
                        from pg_index as i
                        where i.indrelid = relation.table_oid
                            and i.indisunique
                            and i.indisvalid
                            and i.indimmediate
                            and i.indpred is null
                            and (w.key_type = 'unique' or i.indisprimary)
                            and (
                                select array_agg(a.attname order by a.attname)
                                from unnest(i.indkey::int2[]) with ordinality as k (attnum, ordinal)
                                left join pg_attribute as a on a.attrelid = i.indrelid and a.attnum = k.attnum
                                where k.ordinal <= i.indnkeyatts
                            ) = (select array_agg(k order by k) from unnest(w.key_columns) as k)
                    ) as has_key
                from jsonb_to_recordset(wanted_keys) as w (table_name name, key_type text, key_columns name[])
                where w.table_name = relation.table_name
            loop
                if wanted.has_key then
                    steps := steps || jsonb_build_object('kind', 'OCKEP', 'object', 'constraint', 'schema', relation.schema_name,
                        'table', relation.table_name, 'message', format('%s (%s) of %s is there',
                            wanted.key_type, wanted.column_list, relation.qualified));
                elsif wanted.key_type = 'primary key' then
                    differences := differences || format('primary key (%s) is missing', wanted.column_list);
                elsif cardinality(differences) = 0 then
                    if has_table_privilege(relation.table_oid, 'SELECT') then
                        execute format('select exists (select from %s where (%s) is not null group by %2$s having count(*) > 1)',
                            relation.qualified, wanted.column_list)
                        into is_there;
                        if is_there then
                            differences := differences || format('rows with equal (%s) forbid the unique constraint on them', wanted.column_list);
                        end if;
                    end if;
                    select n.name
                    into chosen
                    from generate_series(0, 99) as s (n)
                    cross join lateral (
                        select format('%s_key%s', left(relation.table_name || '_' || array_to_string(wanted.key_columns, '_'), 55),
                            nullif(s.n, 0)) as name
                    ) as n
                    where not exists (
                            select
                            from pg_class as c
                            where c.relnamespace = relation.schema_oid and c.relname = n.name
                        )
                        and not exists (
                            select
                            from pg_constraint as c
                            where c.conrelid = relation.table_oid and c.conname = n.name
                        )
                    order by s.n
                    limit 1;
                    clauses := clauses || format('add constraint %I unique (%s)', chosen, wanted.column_list);
                    steps := steps || jsonb_build_object('kind', 'OCADD', 'object', 'constraint', 'schema', relation.schema_name,
                        'table', relation.table_name, 'name', chosen, 'message', format(
                            'unique (%s) of %s %s', wanted.column_list, relation.qualified, verb));
                end if;
            end loop;
