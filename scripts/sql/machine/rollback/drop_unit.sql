--@ Online: the unit that drops the columns of one table.
            if relation.begun is not null and copying is distinct from 'before' then
                drops := drops || array[
                    format('drop table if exists %I.%I', relation.begun ->> 'archive_schema', relation.begun ->> 'archive_table'),
                    format('delete from opscenter.archive as a where a.archive_schema = %L and a.archive_table = %L',
                        relation.begun ->> 'archive_schema', relation.begun ->> 'archive_table')];
                capture := relation.begun ->> 'capture';
            end if;
            if copying = 'before' and relation.begun is null then
                drops := drops || array(
                    select format('drop trigger %I on %s', 'opscenter_capture_' || k.event, relation.qualified)
                    from unnest(array['insert', 'update', 'delete', 'truncate']) as k (event));
            end if;
            drops := drops || relation.drops;
            if copying = 'before' or relation.begun is not null then
                drops := drops || array[
                    format('drop function if exists opscenter.%I()', capture),
                    format('drop table if exists opscenter.%I', capture)];
            end if;
--@include machine/rollback/discarded_values.sql
            units := units || jsonb_build_object('kind', 'transaction', 'table', relation.qualified,
                'tables', jsonb_build_array(relation.table_oid), 'lock', 'ACCESS EXCLUSIVE',
                'message', format('drop {{Release}}''s part of %s', relation.qualified),
                'statements', to_jsonb(drops || format(
                    'delete from opscenter.created_object as o where o.pair = %s and o.migration = ''{{release}}'' and (o.table_oid = %s or format(''%%I.%%I'', o.schema_name, o.table_name) = %L)',
                    pair_number, relation.table_oid, relation.was_table)),
                'steps', discarded || (
                    select coalesce(jsonb_agg(jsonb_build_object('kind', 'OCDRP', 'object', o.kind, 'schema', o.schema_name, 'table', o.table_name,
                        'name', o.found_name, 'message', format('%s %s dropped', o.kind, case o.kind
                            when 'column' then format('%s.%I', o.qualified, o.found_name)
                            else format('%I of %s', o.found_name, o.qualified) end)) order by o.id), '[]')
                    from jsonb_to_recordset(ours) as o (id bigint, kind text, schema_name name, table_name name, qualified text, found_name name, table_oid oid)
                    where o.table_oid = relation.table_oid and o.kind in ('column', 'constraint', 'index')));
