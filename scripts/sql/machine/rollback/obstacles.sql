--@ What stands in the way: rights, and what others built on it. Fills: obstacles.
        -----------------------------------------------------------------------------------------------------------------------
        -- What stands in the way
        -----------------------------------------------------------------------------------------------------------------------

        if current_setting('transaction_isolation') <> 'read committed' then
            obstacles := obstacles || format('the transaction is %s: rows that others committed since it began would be missed and lost. Run in READ COMMITTED.',
                upper(current_setting('transaction_isolation')));
        end if;
    --@include machine/read_only.sql
--@include machine/trust/recorded.sql

        -- Over what is refused above no right is asked for: the remedy would give away a table of others.
        select obstacles || coalesce(array_agg(format('role %I may not read %I.%I, whose rows have to be kept: grant select on %2$I.%3$I to %1$I;',
            current_user, n.nspname, c.relname) order by n.nspname, c.relname), '{}')
        into obstacles
        from pg_class as c
        join pg_namespace as n on n.oid = c.relnamespace
        where c.oid in (
                select case o.kind when 'sequence' then o.found_oid else o.table_oid end
                from jsonb_to_recordset(ours) as o (kind text, table_oid oid, found_oid oid)
                where o.kind in ('table', 'column', 'sequence')
            )
            and pg_has_role((select b.relowner from pg_class as b where b.oid = to_regclass('opscenter.created_object')), c.relowner, 'MEMBER')
            and not has_table_privilege(c.oid, 'SELECT');

        select obstacles || coalesce(array_agg(
--@set table t
            --@include machine/owner_message.sql
            order by t.qualified), '{}')
        into obstacles
        from (
            select distinct o.qualified, pg_get_userbyid(c.relowner) as owner, c.relowner as owner_oid
            from jsonb_to_recordset(ours) as o (table_oid oid, qualified text)
            join pg_class as c on c.oid = o.table_oid
            where pg_has_role((select b.relowner from pg_class as b where b.oid = to_regclass('opscenter.created_object')), c.relowner, 'MEMBER')
                and not pg_has_role(c.relowner, 'USAGE')
        ) as t;

        -- Whatever depends on ours and is not ours, nor a part of it (its row type, its defaults, its TOAST table, its internal triggers).
        with recursive mine as (
            select o.class_oid, o.found_oid, o.sub_id, o.kind, o.table_oid, o.found_name
            from jsonb_to_recordset(ours) as o (class_oid oid, found_oid oid, sub_id integer, kind text, table_oid oid, found_name name)
        ),
        heir as (
            select i.inhrelid as table_oid, m.found_name as column_name
            from mine as m
            join pg_inherits as i on i.inhparent = m.table_oid
            where m.kind = 'column'
            union
            select i.inhrelid, h.column_name
            from heir as h
            join pg_inherits as i on i.inhparent = h.table_oid
        ),
        address as (
            select m.class_oid, m.found_oid, m.sub_id, m.kind = 'table' as is_whole
            from mine as m
            where m.kind <> 'column' or not exists (select from mine as t where t.kind = 'table' and t.table_oid = m.table_oid)
            union
            select 'pg_type'::regclass, t.oid, 0, true
            from mine as m
            join pg_class as c on c.oid = m.found_oid
            join pg_type as t on t.oid = c.reltype or t.typelem = c.reltype and t.typcategory = 'A'
            where m.kind in ('table', 'sequence') and c.reltype <> 0
            union
            -- A column goes from the partitions and inheriting tables too.
            select 'pg_class'::regclass, a.attrelid, a.attnum, false
            from heir as h
            join pg_attribute as a on a.attrelid = h.table_oid and a.attname = h.column_name and a.attinhcount > 0 and not a.attislocal
        )
        select obstacles || coalesce(array_agg(format('%s depends on %s, which {{Release}} created. Drop it, or detach it, first.', d.dependent, d.targets)
            order by d.dependent), '{}')
        into obstacles
        from (
            select
                pg_describe_object(
                    coalesce(v.class_oid, x.classid), coalesce(v.view_oid, x.objid), case when v.view_oid is null then x.objsubid else 0 end) as dependent,
                string_agg(distinct pg_describe_object(x.refclassid, x.refobjid, case when a.is_whole then 0 else x.refobjsubid end), ' and ') as targets
            from pg_depend as x
            join address as a
                on a.class_oid = x.refclassid and a.found_oid = x.refobjid and (a.is_whole or a.sub_id = x.refobjsubid)
            left join lateral (
                select 'pg_class'::regclass as class_oid, r.ev_class as view_oid
                from pg_rewrite as r
                where x.classid = 'pg_rewrite'::regclass and r.oid = x.objid and r.rulename = '_RETURN'
            ) as v on true
            where x.deptype <> 'p'
                and not exists (
                    select
                    from address as m
                    where m.class_oid = x.classid and m.found_oid = x.objid and (m.is_whole or m.sub_id = x.objsubid)
                )
                and not exists (
                    select
                    from pg_class as c
                    where x.classid = 'pg_class'::regclass and c.oid = x.objid and c.relkind = 't'
                )
                and not exists (
                    select
                    from pg_attrdef as d
                    join address as m
                        on m.class_oid = 'pg_class'::regclass and m.found_oid = d.adrelid and (m.is_whole or m.sub_id = d.adnum)
                    where x.classid = 'pg_attrdef'::regclass and d.oid = x.objid
                )
                and not exists (
                    select
                    from pg_trigger as t
                    -- A partition's copy of a trigger comes and goes with the parent's; before 15 it is an internal one.
                    where x.classid = 'pg_trigger'::regclass and t.oid = x.objid and (t.tgisinternal or t.tgparentid <> 0)
                )
                and not exists (
                    select
                    from pg_constraint as c
                    where x.classid = 'pg_constraint'::regclass and c.oid = x.objid and (
                        -- What PostgreSQL derived for a partition comes and goes with the parent's.
                        c.contype = 'n' or c.conparentid <> 0
                    )
                )
                and not exists (
                    select
                    from pg_inherits as i
                    join pg_class as c on c.oid = i.inhrelid and c.relkind in ('i', 'I')
                    where x.classid = 'pg_class'::regclass and i.inhrelid = x.objid
                )
            group by 1
            union all
            select format('column %I', c.attname), format('table %s', o.qualified)
            from jsonb_to_recordset(ours) as o (kind text, table_oid oid, qualified text)
            join pg_attribute as c on c.attrelid = o.table_oid and c.attnum > 0 and not c.attisdropped
            where o.kind = 'table'
                and not exists (select from mine as m where m.kind = 'column' and m.table_oid = c.attrelid and m.sub_id = c.attnum)
        ) as d;
