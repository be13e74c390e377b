--@ Tables that were there before the release: online each becomes units. Fills: units, steps, obstacles.
        -- Table by table of V1: how its part of {{Release}} goes. Online each is a unit of its own, and {{Release}}'s tables wait for the last run.
        for relation in
            select
                o.table_oid,
                o.qualified,
                o.schema_name,
                o.table_name,
                min(o.was_table) as was_table,
                array_agg(o.found_name order by o.sub_id) filter (where o.kind = 'column') as columns,
                pg_relation_size(o.table_oid) as size,
                (
                    select coalesce(array_agg(d.statement order by d.part, d.id), '{}')
                    from (
                        select 1 as part, t.id, format('drop trigger %I on %s', t.found_name, t.qualified) as statement
                        from jsonb_to_recordset(ours) as t (id bigint, kind text, table_oid oid, qualified text, found_name name)
                        where t.kind = 'trigger' and t.table_oid = o.table_oid
                        union all
                        select 2, min(i.id), format('drop index %s', string_agg(format('%I.%I', i.schema_name, i.found_name), ', ' order by i.id))
                        from jsonb_to_recordset(ours) as i (id bigint, kind text, table_oid oid, schema_name name, found_name name, found_oid oid)
                        where i.kind = 'index'
                            and i.table_oid = o.table_oid
                            and not exists (select from pg_constraint as c where c.conindid = i.found_oid and c.contype in ('p', 'u', 'x'))
                        having count(*) > 0
                        union all
                        select 3, min(c.id), format('alter table %s %s', o.qualified, string_agg(
                            case c.kind
                                when 'constraint' then format('drop constraint %I', c.found_name)
                                else format('drop column %I', c.found_name)
                            end, ', ' order by c.kind desc, c.id))
                        from jsonb_to_recordset(ours) as c (id bigint, kind text, table_oid oid, found_name name)
                        where c.kind in ('constraint', 'column') and c.table_oid = o.table_oid
                        having count(*) > 0
                    ) as d
                ) as drops,
                (
                    select a
                    from jsonb_array_elements(unfinished) as a
                    where a ->> 'source_schema' = o.schema_name and a ->> 'source_table' = o.table_name
                    limit 1
                ) as begun
            from jsonb_to_recordset(ours)
                as o (kind text, table_oid oid, qualified text, schema_name name, table_name name, was_table text, found_name name, sub_id integer, in_table boolean)
            where o.kind in ('column', 'constraint', 'index', 'trigger') and not o.in_table
            group by o.table_oid, o.qualified, o.schema_name, o.table_name
            order by o.table_name
        loop
            select coalesce(sum(pg_relation_size(t.relid)), relation.size)
            into relation.size
            from pg_partition_tree(relation.table_oid) as t;

--@include machine/rollback/values.sql

--@include machine/rollback/blocking.sql

            drops := array['set local search_path = pg_catalog, pg_temp', 'set local row_security = off',
                format('lock table %s in access exclusive mode', relation.qualified)];
--@include machine/rollback/copying.sql

--@include machine/rollback/copy.sql
--@include machine/rollback/drop_unit.sql
        end loop;
