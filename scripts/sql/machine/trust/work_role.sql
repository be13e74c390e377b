--@ Works as the owner of V1's tables. Fills: base_owner, work_role. Needs: caller_schemas, caller_settings, new_tables.
    -- As that owner from here on, where the runner may and the owner can do all of it: so the code of an index, a check or a trigger of
    -- these tables runs with its owner's rights, and what {{Release}} creates is the owner's, whoever logs in next.
    select min(c.relowner), min(pg_get_userbyid(c.relowner)::text)
    into base_owner, work_role
    from (values {{base_table_rows}}) as t (name)
    cross join lateral (
        select c.relowner
        from unnest(caller_schemas) with ordinality as p (schema_name, ordinal)
        join pg_namespace as n on n.nspname = p.schema_name
        join pg_class as c on c.relnamespace = n.oid and c.relname = t.name and c.relkind in ('r', 'p')
        order by p.ordinal
        limit 1
    ) as c
    having count(distinct c.relowner) = 1;
    if base_owner = (select r.oid from pg_roles as r where r.rolname = current_user)
        or not pg_has_role(base_owner, case when current_setting('server_version_num')::integer >= 160000 then 'SET' else 'MEMBER' end)
        or exists (
            with recursive family as (
                select f.table_oid, f.schema_oid
                from (values {{base_table_rows}}) as t (name)
                cross join lateral (
                    select c.oid as table_oid, c.relnamespace as schema_oid
                    from unnest(caller_schemas) with ordinality as p (schema_name, ordinal)
                    join pg_namespace as n on n.nspname = p.schema_name
                    join pg_class as c on c.relnamespace = n.oid and c.relname = t.name and c.relkind in ('r', 'p')
                    order by p.ordinal
                    limit 1
                ) as f
                union
                select i.inhrelid, (select c.relnamespace from pg_class as c where c.oid = i.inhrelid)
                from family as f
                join pg_inherits as i on i.inhparent = f.table_oid
            )
            select
            from pg_class as c
            join pg_namespace as n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p')
                and (
                    c.oid in (select f.table_oid from family as f)
                    or c.relname = any (new_tables) and n.oid in (select f.schema_oid from family as f)
                    or n.nspname in ('opscenter', 'opscenter_archive')
                )
                and (
                    not pg_has_role(base_owner, c.relowner, 'USAGE')
                    or not has_schema_privilege(base_owner, n.oid, 'USAGE')
                    or not has_schema_privilege(base_owner, n.oid, 'CREATE')
                    or c.relrowsecurity and c.relforcerowsecurity
                )
        )
        or exists (
            select
            from pg_namespace as n
            where n.nspname in ('opscenter', 'opscenter_archive')
                and not (has_schema_privilege(base_owner, n.oid, 'USAGE') and has_schema_privilege(base_owner, n.oid, 'CREATE'))
        )
        -- The metadata of pairs with several owners can belong to none of them: a superuser keeps it.
        or (select r.rolsuper from pg_roles as r where r.rolname = current_user)
            and exists (
                select
                from pg_class as c
                where c.relname = '{{anchor}}' and c.relkind in ('r', 'p') and c.relpersistence <> 't' and c.relowner <> base_owner)
        or to_regnamespace('opscenter') is null
            and not has_database_privilege(base_owner, current_database(), 'CREATE')
            and not has_database_privilege(current_database(), 'CREATE')
    then
        work_role := null;
    end if;
    if work_role is not null then
        perform set_config('role', work_role, true);
    end if;
