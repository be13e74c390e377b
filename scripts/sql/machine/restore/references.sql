--@ Obstacles: rows that archived rows refer to and that are missing.
        -- What it refers to is there, or comes back too.
        for other in
            select
                k.conname,
                k.confrelid,
                string_agg(format('s.%I is not null', a.attname), ' and ' order by c.ordinal) as filled,
                string_agg(format('p.%I = s.%I', f.attname, a.attname), ' and ' order by c.ordinal) as equal,
                string_agg(quote_ident(a.attname), ', ' order by c.ordinal) as names,
                format('%I.%I', pn.nspname, pc.relname) as referenced,
                (
                    select w.value
                    from jsonb_array_elements(targets) as w (value)
                    where (w.value ->> 'table_oid')::oid = k.confrelid
                ) as parent
            from pg_constraint as k
            join pg_class as pc on pc.oid = k.confrelid
            join pg_namespace as pn on pn.oid = pc.relnamespace
            cross join unnest(k.conkey, k.confkey) with ordinality as c (attnum, referenced_attnum, ordinal)
            join pg_attribute as a on a.attrelid = k.conrelid and a.attnum = c.attnum
            join pg_attribute as f on f.attrelid = k.confrelid and f.attnum = c.referenced_attnum
            where k.conrelid = target.table_oid and k.contype = 'f' and k.confrelid <> k.conrelid
                and has_table_privilege(k.confrelid, 'SELECT')
            group by k.oid, k.conname, k.confrelid, k.conrelid, pn.nspname, pc.relname
            having bool_and(a.attname = any (columns))
        loop
            -- A parent that has obstacles of its own has no rows to look at.
            continue when other.parent is not null and other.parent ->> 'source' is null;
            execute format('select count(*) from %s%s and not exists (select from %s as p where %s)%s',
                case when target.is_new then format('(%s) as s where ', source) else format('%s as t, %s where %s and ', target.qualified, others, joined) end,
                other.filled, other.referenced, other.equal,
                case when other.parent is not null then format(' and not exists (select from (%s) as p where %s)', other.parent ->> 'source', other.equal) end)
            into row_count;
            if row_count > 0 then
                obstacles := obstacles || format('%s of %s to rows of %s by (%s) that are neither there nor in the archives to restore.',
                    row_count || case row_count when 1 then ' archived row' else ' archived rows' end,
                    target.qualified || case row_count when 1 then ' refers' else ' refer' end, other.referenced, other.names);
            end if;
        end loop;
        select jsonb_agg(case when (w.value ->> 'table_oid')::oid = target.table_oid then w.value || jsonb_build_object('source', source) else w.value end order by w.ordinal)
        into targets
        from jsonb_array_elements(targets) with ordinality as w (value, ordinal);
