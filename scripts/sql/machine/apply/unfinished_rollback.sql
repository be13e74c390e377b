--@ Takes back what an interrupted rollback left.
    -- What a rollback left that did not come to its end.
    if (online or not planning) and metadata.archive_table is not null then
        for relation in
            execute 'select a.archive_schema, a.archive_table, a.capture, format(''%I.%I'', n.nspname, c.relname) as qualified, c.oid as table_oid '
                'from opscenter.archive as a '
                'left join pg_namespace as n on n.nspname = a.source_schema '
                'left join pg_class as c on c.relnamespace = n.oid and c.relname = a.source_table '
                'where a.migration = ''{{release}}'' and a.state <> ''complete'' and ' || archived_of_pair
        loop
            clauses := array[]::text[];
            for step in
                select t.tgname
                from pg_trigger as t
                join pg_proc as p on p.oid = t.tgfoid
                join pg_namespace as n on n.oid = p.pronamespace
                where t.tgrelid = relation.table_oid and n.nspname = 'opscenter' and p.proname = relation.capture and not t.tgisinternal
            loop
                clauses := clauses || format('drop trigger %I on %s', step.tgname, relation.qualified);
            end loop;
            clauses := clauses || array[
                format('drop function if exists opscenter.%I()', relation.capture),
                format('drop table if exists opscenter.%I', relation.capture),
                format('drop table if exists %I.%I', relation.archive_schema, relation.archive_table),
                format('delete from opscenter.archive as a where a.archive_schema = %L and a.archive_table = %L',
                    relation.archive_schema, relation.archive_table),
                format('delete from opscenter.created_object as o where o.pair = %s and o.migration = ''{{release}}'' and o.table_oid = %L '
                    'and (o.kind = ''function'' and o.object_name = %L or o.kind = ''trigger'' and o.definition like %L)',
                    pair_number, relation.table_oid, relation.capture, '%opscenter.' || relation.capture || '()')];
            if online and cardinality(clauses) > 5 then
                units := jsonb_build_object('kind', 'transaction', 'table', relation.qualified, 'tables', jsonb_build_array(relation.table_oid),
                    'lock', 'ACCESS EXCLUSIVE', 'message', format('take back what an unfinished rollback put on %s', relation.qualified),
                    'statements', to_jsonb(clauses), 'steps', '[]'::jsonb) || units;
            else
                statements := clauses || statements;
            end if;
        end loop;
    end if;
