--@ Obstacles: index builds that would keep writers of a big table waiting.
    -- Index builds in one transaction keep every writer waiting. About a gigabyte a second, for each index; a foreign key counts as one.
    for relation in
        select
            format('%I.%I', s.schema, s."table") as qualified,
            s.schema as schema_name,
            s."table" as table_name,
            count(*) as builds,
            t.size,
            count(*) * t.size / 1e9 as seconds
        from jsonb_to_recordset(steps) as s (kind text, object text, schema text, "table" text, message text)
        join jsonb_each(relations) as r on r.key = s."table" and r.value ->> 'table_oid' is not null
        cross join lateral (
            select coalesce(sum(pg_relation_size(p.relid)), pg_relation_size((r.value ->> 'table_oid')::oid)) as size
            from pg_partition_tree((r.value ->> 'table_oid')::oid) as p
        ) as t
        where s.kind = 'OCADD'
            and not online
            and (s.object = 'index' or s.object = 'constraint' and exists (
                select
                from pg_attribute as a
                join jsonb_to_recordset(wanted_references) as w (table_name name, column_name name)
                    on w.table_name = s."table" and w.column_name = a.attname
                where a.attrelid = (r.value ->> 'table_oid')::oid and not a.attisdropped))
        group by s.schema, s."table", t.size
        having count(*) * t.size / 1e9 >= 1
        order by seconds desc
    loop
        statement := format(
            'in one transaction it would keep every writer of %s (%s) waiting for about %s s, while %s indexes and keys of it are built or checked',
            relation.qualified, pg_size_pretty(relation.size), ceil(relation.seconds), relation.builds);
        if planning or coalesce(current_setting('opscenter.allow_blocking', true), '') in ('on', 'true', '1') then
            steps := steps || jsonb_build_object('kind', 'OCTIP', 'object', 'table', 'schema', relation.schema_name, 'table', relation.table_name,
                'message', statement || '; opscenter apply, or {{online_script}} with psql, blocks nobody');
        else
            steps := steps || jsonb_build_object('kind', 'OCOBS', 'object', 'table', 'schema', relation.schema_name, 'table', relation.table_name,
                'message', statement || '. Nobody waits if you run it online: psql -X -f {{online_script}}, or: opscenter apply. '
                    'To let them wait: set opscenter.allow_blocking = on;');
        end if;
    end loop;
