--@ The tables to restore to. Fills: header, recorded, targets, obstacles.
    if cardinality(numbers) > 0 then
        select m.oid, pg_get_userbyid(m.relowner)
        into record_table, record_owner
    --@include machine/record_table.sql
        if record_table is not null
            and (not has_table_privilege(record_table, 'SELECT') or not has_table_privilege('opscenter.created_object', 'SELECT'))
        then
            obstacles := obstacles || format('role %I may not read the record of {{Release}}. Its owner (%I) has to run: grant select on opscenter.migration, opscenter.created_object to %1$I;',
                current_user, record_owner);
        else
            if record_table is not null then
                select m.record_oid <> record_table as is_restored, coalesce(to_jsonb(m) ->> 'state', 'applied') as state
                into header
                from opscenter.migration as m
                where m.name = '{{release}}'
                    and case
                        when is_earlier_layout then home.schema_name = any (recorded_homes)
                        else (to_jsonb(m) ->> 'pair')::integer = pair_number
                    end;
            end if;
            if header is null then
                obstacles := obstacles || '{{Release}} is not applied in this database: there is nowhere to restore to. Run {{forward_script}} (opscenter apply) first.'::text;
            elsif header.state <> 'applied' then
                obstacles := obstacles || format('{{Release}} is under way (%s), or was broken off. Run it to its end first: opscenter %s.', header.state,
                    case header.state when 'applying' then 'apply' else 'rollback, and then apply' end);
            else
                -- {{Release}}'s columns, by identity; in a database that was dumped and restored by name.
                select coalesce(jsonb_agg(jsonb_build_object('table_oid', a.attrelid, 'name', a.attname, 'default_value', case
                        when o.definition = format_type(a.atttypid, a.atttypmod) then (
--@include machine/recorded_default.sql
                        )
                    end)), '[]')
                into recorded
                from opscenter.created_object as o
                left join pg_namespace as n on n.nspname = o.schema_name
                join pg_class as c
                    on case when header.is_restored
                        then c.relnamespace = n.oid and c.relname = o.table_name
                        else c.oid = o.table_oid
                    end
                join pg_attribute as a
                    on a.attrelid = c.oid
                    and not a.attisdropped
                    and case when header.is_restored then a.attname = o.object_name else a.attnum = o.column_number end
                where o.id = any (pair_objects) and o.migration = '{{release}}' and o.kind = 'column';

                -- Parents before children; V1's tables after {{Release}}'s, last those whose triggers need a lock, last of all {{anchor}}.
                with recursive wanted as (
                    select e.source_schema, e.source_table, bool_and(e.key_columns = '{}') as is_new, c.oid as table_oid
                    from jsonb_to_recordset(entries) as e (source_schema name, source_table name, key_columns name[])
                    left join pg_namespace as n on n.nspname = e.source_schema
                    left join pg_class as c on c.relnamespace = n.oid and c.relname = e.source_table and c.relkind in ('r', 'p')
                    group by e.source_schema, e.source_table, c.oid
                ),
                walk as (
                    select w.table_oid, 0 as depth
                    from wanted as w
                    where w.table_oid is not null
                    union
                    select k.conrelid, p.depth + 1
                    from walk as p
                    join pg_constraint as k on k.confrelid = p.table_oid and k.contype = 'f' and k.conrelid <> k.confrelid
                    join wanted as w on w.table_oid = k.conrelid
                    where p.depth < 20
                )
                select jsonb_agg(to_jsonb(t) order by t.is_new desc, t.depth, t.has_triggers, t.source_table = '{{anchor}}', t.source_table)
                into targets
                from (
                    select
                        w.*,
                        format('%I.%I', w.source_schema, w.source_table) as qualified,
                        pg_get_userbyid(c.relowner) as owner,
                        case when w.is_new then coalesce((
                            select max(x.depth)
                            from walk as x
                            where x.table_oid = w.table_oid
                        ), 0) else 0 end as depth,
                        exists (
                            select
                            from pg_trigger as g
                            where g.tgrelid = w.table_oid and not g.tgisinternal and g.tgenabled <> 'D' and g.tgtype & 16 <> 0
                        ) as has_triggers
                    from wanted as w
                    left join pg_class as c on c.oid = w.table_oid
                ) as t;
            end if;
        end if;

    --@include machine/read_only.sql
        if not archive_list.has_restored and not archive_list.is_owned then
            obstacles := obstacles || format('opscenter.archive has no column restored_at yet, and role %I is not its owner (%I). The owner has to run: alter table opscenter.archive add column restored_at timestamp with time zone; grant update on opscenter.archive to %1$I;',
                current_user, archive_list.owner);
        elsif archive_list.has_restored and not has_column_privilege(archive_list.table_oid, 'restored_at', 'UPDATE') then
            obstacles := obstacles || format('role %I may not write opscenter.archive, where it says what is restored. Its owner (%I) has to run: grant update on opscenter.archive to %1$I;',
                current_user, archive_list.owner);
        end if;
    end if;
