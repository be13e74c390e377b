--@ Obstacles: recorded objects over which the owner of the record has no power. Needs: ours. Fills: obstacles.
        -- Who may write the record decides what is dropped: nothing that its owner could not drop.
        select obstacles || coalesce(array_agg(format(
            '%s belongs to role %I, and the record, which says that {{Release}} created it, to role %I, which is no member of that one: it is not dropped on that word. '
            'Find out who wrote that; delete the row from opscenter.created_object, or give the object back to its former owner.',
            f.title, pg_get_userbyid(f.owner), pg_get_userbyid(b.relowner)) order by f.title), '{}')
        into obstacles
        from (
            select distinct
                case when p.oid is null then format('table %s', o.qualified) else format('function %s', p.oid::regprocedure) end as title,
                coalesce(p.proowner, c.relowner) as owner
            from jsonb_to_recordset(ours) as o (kind text, found_oid oid, table_oid oid, qualified text)
            left join pg_proc as p on o.kind = 'function' and p.oid = o.found_oid
            left join pg_class as c on c.oid = o.table_oid
        ) as f
        join pg_class as b on b.oid = to_regclass('opscenter.created_object')
        where not pg_has_role(b.relowner, f.owner, 'MEMBER');
