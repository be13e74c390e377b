--@ Records each created object; says which roles and archives need attention.
        -- Indexes that are to be built by themselves, and those that have been.
        if jsonb_path_exists(units, '$[*].intent') then
            insert into opscenter.created_object
                (pair, migration, kind, schema_name, table_name, object_name, table_oid, object_oid, column_number, definition)
            select pair_number, '{{release}}', 'index', i.schema_name, i.table_name, i.object_name, i.table_oid, 0, 0, i.definition
            from jsonb_array_elements(units) with ordinality as u (value, ordinal)
            cross join jsonb_to_record(u.value -> 'intent')
                as i (schema_name name, table_name name, object_name name, table_oid oid, definition text)
            where u.value ? 'intent'
                and not exists (
                    select
                    from jsonb_to_recordset(recorded) as o (kind text, table_oid oid, definition text)
                    where o.kind = 'index' and o.table_oid = i.table_oid and o.definition = i.definition)
            order by u.ordinal;
        end if;
        if units = '[]' and jsonb_path_exists(recorded, '$[*] ? (@.kind == "index" && @.object_oid == "0")') then
            update opscenter.created_object as o
            set object_oid = i.indexrelid
            from pg_index as i
            where o.pair = pair_number and o.migration = '{{release}}' and o.kind = 'index' and o.object_oid = 0
                and i.indrelid = o.table_oid and pg_get_indexdef(i.indexrelid) = o.definition;
            delete from opscenter.created_object as o
            where o.pair = pair_number and o.migration = '{{release}}' and o.kind = 'index' and o.object_oid = 0;
        end if;

        if cardinality(statements) > 0 then
            -- Of a new table everything that came with it, of another one exactly what was added.
            with added as (
                select s.value ->> 'object' as kind, n.oid as schema_oid, c.oid as table_oid, s.value ->> 'name' as name
                from jsonb_array_elements(steps) as s (value)
                join pg_namespace as n on n.nspname = s.value ->> 'schema'
                join pg_class as c on c.relnamespace = n.oid and c.relname = s.value ->> 'table'
                where s.value ->> 'kind' = 'OCADD'
                    and not (
                        online
                        and s.value ->> 'object' in ('column', 'constraint', 'index')
                        and relations -> (s.value ->> 'table') ->> 'table_oid' is not null
                    )
            ),
            part as (
                select a.kind, a.table_oid, a.table_oid as object_oid, 0::int2 as column_number, null as object_name, null as definition,
                    null as default_value
                from added as a
                where a.kind = 'table'
                union all
                select 'column', a.table_oid, 0, c.attnum, c.attname, format_type(c.atttypid, c.atttypmod), pg_get_expr(d.adbin, d.adrelid)
                from added as a
                join pg_attribute as c on c.attrelid = a.table_oid and c.attnum > 0 and (a.kind = 'table' or c.attname = a.name)
                left join pg_attrdef as d on d.adrelid = c.attrelid and d.adnum = c.attnum
                where a.kind in ('table', 'column')
                union all
                select 'constraint', a.table_oid, c.oid, 0, c.conname, pg_get_constraintdef(c.oid), null
                from added as a
                join pg_constraint as c on c.conrelid = a.table_oid and c.contype <> 'n' and (a.kind = 'table' or c.conname = a.name)
                where a.kind in ('table', 'constraint')
                union all
                select distinct 'index', i.indrelid, c.oid, 0::int2, c.relname, pg_get_indexdef(c.oid), null
                from added as a
                join pg_index as i on i.indrelid = a.table_oid
                join pg_class as c on c.oid = i.indexrelid and (a.kind = 'table' or c.relname = a.name)
                where a.kind in ('table', 'index', 'constraint')
                union all
                select 'sequence', a.table_oid, c.oid, 0, c.relname, null, null
                from added as a
                join pg_depend as d
                    on d.refclassid = 'pg_class'::regclass and d.refobjid = a.table_oid
                    and d.classid = 'pg_class'::regclass and d.deptype in ('a', 'i')
                join pg_class as c on c.oid = d.objid and c.relkind = 'S'
                where a.kind = 'table'
                union all
                select 'trigger', a.table_oid, t.oid, 0, t.tgname, pg_get_triggerdef(t.oid), null
                from added as a
                join pg_trigger as t on t.tgrelid = a.table_oid and t.tgname = a.name
                where a.kind = 'trigger'
                union all
                select 'function', a.table_oid, p.oid, 0, p.proname, p.prosrc, null
                from added as a
                join pg_proc as p on p.pronamespace = a.schema_oid and p.proname = a.name
                where a.kind = 'function'
            )
            insert into opscenter.created_object
                (pair, migration, kind, schema_name, table_name, object_name, table_oid, object_oid, column_number, definition, default_value)
            select pair_number, '{{release}}', p.kind, n.nspname, c.relname, coalesce(p.object_name, c.relname), p.table_oid, p.object_oid,
                p.column_number, p.definition, p.default_value
            from part as p
            join pg_class as c on c.oid = p.table_oid
            join pg_namespace as n on n.oid = c.relnamespace
            where not exists (
                select
                from jsonb_to_recordset(recorded) as o (kind text, table_oid oid, object_oid oid)
                where o.kind = p.kind and o.table_oid = p.table_oid and o.object_oid = p.object_oid)
            order by p.table_oid, p.column_number, p.object_oid;

            -- A role that works with V1's tables can do nothing with {{Release}}'s unless it is told.
            select string_agg(distinct quote_ident(r.rolname), ', ')
            into elsewhere
            from pg_class as v1
            cross join lateral (
                select v1.relowner as role_oid
                union
                select x.grantee
                from aclexplode(v1.relacl) as x
                where x.grantee <> 0
            ) as g
            join pg_roles as r on r.oid = g.role_oid
            where v1.oid = (relations -> '{{anchor}}' ->> 'table_oid')::oid
                and exists (
                    select
                    from pg_class as c
                    where c.relnamespace = home.schema_oid and c.relname = any (new_tables) and not has_table_privilege(r.oid, c.oid, 'INSERT')
                );
            if elsewhere is not null then
--@include? {{release}}/parts/grants.sql
            end if;
        end if;
    end if;

    elsewhere := null;
    if has_work and metadata.archive_table is not null and metadata.is_usable and has_table_privilege(metadata.archive_table, 'SELECT') then
        -- Earlier layouts have no column restored_at.
        execute 'select string_agg(format(''archive %s (tables: %s, rows: %s)'', r.archive_number, r.tables, r.rows), '', '' order by r.archive_number) '
            'from (select a.archive_number, count(*) as tables, sum(a.row_count) as rows '
            'from opscenter.archive as a '
            'join pg_namespace as n on n.nspname = a.archive_schema '
            'join pg_class as c on c.relnamespace = n.oid and c.relname = a.archive_table '
            'where a.migration = ''{{release}}'' and to_jsonb(a) ->> ''restored_at'' is null and ' || archived_of_pair || ' group by 1) as r'
        into elsewhere;
    end if;
    if elsewhere is not null then
        steps := steps || jsonb_build_object('kind', 'OCTIP', 'object', 'archive', 'message', format(
            'data of an earlier {{Release}} is archived and was not brought back: %s. To have it back: opscenter restore-archive, or {{restore_script}} with psql.',
            elsewhere));
    end if;
