--@ What is recorded, as it is there now. Fills: ours, steps.
        -- Ours, by identity, as it is now: names may have changed since.
        with recorded as (
            select
                o.id,
                o.kind,
                o.object_name,
                o.object_oid,
                o.column_number,
                o.definition,
                (
--@include machine/recorded_default.sql
                ) as default_value,
                format('%I.%I', o.schema_name, o.table_name) as was_table,
                o.table_name as recorded_table,
                c.oid as table_oid,
                c.relname as table_name,
                n.nspname as schema_name,
                rn.oid as was_schema_oid
            from opscenter.created_object as o
            left join pg_namespace as rn on rn.nspname = o.schema_name
            left join pg_class as c
                on case when header.is_restored
                    then c.relnamespace = rn.oid and c.relname = o.table_name
                    else c.oid = o.table_oid
                end
                and c.relkind in ('r', 'p')
            left join pg_namespace as n on n.oid = c.relnamespace
            where o.id = any (pair_objects) and o.migration = '{{release}}'
        ),
        found as (
            select r.*, 'pg_class'::regclass as class_oid, r.table_oid as found_oid, 0 as sub_id, r.table_name as found_name
            from recorded as r
            where r.kind = 'table'
            union all
            select r.*, 'pg_class'::regclass, a.attrelid, a.attnum, a.attname
            from recorded as r
            left join pg_attribute as a
                on a.attrelid = r.table_oid
                and not a.attisdropped
                and case when header.is_restored then a.attname = r.object_name else a.attnum = r.column_number end
            where r.kind = 'column'
            union all
            -- REINDEX CONCURRENTLY gives an index a new OID; pg_upgrade one to everything but relations.
            select r.*, 'pg_class'::regclass, x.oid, 0, x.relname
            from recorded as r
            left join lateral (
                select c.oid, c.relname
                from pg_index as i
                join pg_class as c on c.oid = i.indexrelid
                where i.indrelid = r.table_oid
                    and (c.oid = r.object_oid and not header.is_restored or pg_get_indexdef(c.oid) = r.definition)
                order by c.oid = r.object_oid desc
                limit 1
            ) as x on true
            where r.kind = 'index'
            union all
            select r.*, 'pg_class'::regclass, x.oid, 0, x.relname
            from recorded as r
            left join lateral (
                select c.oid, c.relname
                from pg_depend as d
                join pg_class as c on c.oid = d.objid and c.relkind = 'S'
                where d.classid = 'pg_class'::regclass
                    and d.refclassid = 'pg_class'::regclass
                    and d.refobjid = r.table_oid
                    and d.deptype in ('a', 'i')
                    and (c.oid = r.object_oid and not header.is_restored or c.relname = r.object_name)
                order by c.oid = r.object_oid desc
                limit 1
            ) as x on true
            where r.kind = 'sequence'
            union all
            select r.*, 'pg_constraint'::regclass, x.oid, 0, x.conname
            from recorded as r
            left join lateral (
                select c.oid, c.conname
                from pg_constraint as c
                where c.conrelid = r.table_oid
                    and (
                        c.oid = r.object_oid and not header.is_restored
                        or c.conname = r.object_name and pg_get_constraintdef(c.oid) = r.definition
                    )
                order by c.oid = r.object_oid desc
                limit 1
            ) as x on true
            where r.kind = 'constraint'
            union all
            select r.*, 'pg_trigger'::regclass, x.oid, 0, x.tgname
            from recorded as r
            left join lateral (
                select t.oid, t.tgname
                from pg_trigger as t
                where t.tgrelid = r.table_oid
                    and (
                        t.oid = r.object_oid and not header.is_restored
                        or t.tgname = r.object_name and pg_get_triggerdef(t.oid) = r.definition
                    )
                order by t.oid = r.object_oid desc
                limit 1
            ) as x on true
            where r.kind = 'trigger'
            union all
            select r.*, 'pg_proc'::regclass, x.oid, 0, x.proname
            from recorded as r
            left join lateral (
                select p.oid, p.proname
                from pg_proc as p
                where p.prosrc = r.definition
                    and (
                        p.oid = r.object_oid and not header.is_restored
                        or p.pronamespace = r.was_schema_oid and p.proname = r.object_name
                    )
                order by p.oid = r.object_oid desc
                limit 1
            ) as x on true
            where r.kind = 'function'
        ),
        -- What was dropped by hand and added again by a later run is recorded twice, and is one object.
        single as (
            select distinct on (f.class_oid, f.found_oid, f.sub_id, case when f.found_oid is null then f.id end) f.*
            from found as f
            order by f.class_oid, f.found_oid, f.sub_id, case when f.found_oid is null then f.id end, f.id desc
        )
        select jsonb_agg(
            to_jsonb(f) || jsonb_build_object(
                'class_oid', f.class_oid::oid,
                'qualified', coalesce(quote_ident(f.schema_name) || '.' || quote_ident(f.table_name), f.was_table),
                'in_table', f.kind <> 'function' and exists (select from found as t where t.kind = 'table' and t.table_oid = f.table_oid)
                    and f.kind <> 'table')
            order by f.id)
        into ours
        from single as f;

        select steps || coalesce(jsonb_agg(
            jsonb_build_object('kind', 'OCSKP', 'object', o.kind, 'table', o.was_table, 'name', o.object_name, 'message', format(
                '%s %s of %s, which {{Release}} created, is not there any more', o.kind, o.object_name, o.was_table))), '[]')
        into steps
        from jsonb_to_recordset(ours) as o (kind text, found_oid oid, was_table text, object_name text, table_oid oid, in_table boolean)
        where o.found_oid is null and (o.kind = 'table' or o.table_oid is not null and not o.in_table);
        ours := coalesce(jsonb_path_query_array(ours, '$[*] ? (@.found_oid != null)'), '[]');
