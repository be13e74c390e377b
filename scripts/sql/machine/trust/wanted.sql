--@ Obstacles: tables of a wanted name that others have in their hands. Needs: relations, new_tables, trusted_roles. Fills: steps.
    for relation in
        select
            c.oid as table_oid,
            format('%I.%I', n.nspname, c.relname) as qualified,
            n.nspname as schema_name,
            c.relname as table_name,
            f.fault
        from jsonb_each(relations) as r
        join pg_class as c on c.oid = (r.value ->> 'table_oid')::oid
        join pg_namespace as n on n.oid = c.relnamespace
        cross join lateral (
            select format('belongs to role %I, which is not trusted: it could read, change and drop what is written there. Rename it: alter table %I.%I rename to %I;',
                pg_get_userbyid(c.relowner), n.nspname, c.relname, left(c.relname, 50) || '_before_{{release}}') as fault
            where c.relowner <> all (trusted_roles)
            union all
            select format('has the trigger %1$I, whose function %2$s belongs to role %3$I, which is not trusted. Drop it: drop trigger %1$I on %4$I.%5$I;',
                t.tgname, t.tgfoid::regprocedure, pg_get_userbyid(p.proowner), n.nspname, c.relname)
            from pg_trigger as t
            join pg_proc as p on p.oid = t.tgfoid
            where t.tgrelid = c.oid and not t.tgisinternal and p.proowner <> all (trusted_roles) and c.relowner = any (trusted_roles)
            union all
            select format('inherits from %1$s, which belongs to role %2$I, which is not trusted. Take it out: alter table %3$I.%4$I no inherit %1$s;',
                i.inhparent::regclass, pg_get_userbyid(p.relowner), n.nspname, c.relname)
            from pg_inherits as i
            join pg_class as p on p.oid = i.inhparent
            where i.inhrelid = c.oid and p.relowner <> all (trusted_roles) and c.relowner = any (trusted_roles)
        ) as f
        where r.key = any (new_tables)
        order by c.relname, f.fault
    loop
        steps := steps || jsonb_build_object('kind', 'OCOBS', 'object', 'table', 'schema', relation.schema_name, 'table', relation.table_name,
            'message', format('table %s %s', relation.qualified, relation.fault));
        -- Nothing else is said of it.
        relations := relations - relation.table_name;
    end loop;
