--@ Triggers that would fire. Fills: work, steps.
        -- Triggers that would fire, on the table, its partitions and what inherits from it.
        for other in
            with recursive family as (
                select target.table_oid as table_oid, 0 as depth
                union all
                select i.inhrelid, f.depth + 1
                from family as f
                join pg_inherits as i on i.inhparent = f.table_oid
            )
            select
                format('%I.%I', n.nspname, c.relname) as qualified,
                g.tgname,
                g.tgenabled,
                pg_has_role(c.relowner, 'USAGE') and (not g.tgisinternal or (
                    select r.rolsuper
                    from pg_roles as r
                    where r.rolname = current_user
                )) as is_switchable,
                pg_get_userbyid(c.relowner) as owner
            from family as f
            join pg_class as c on c.oid = f.table_oid
            join pg_namespace as n on n.oid = c.relnamespace
            join pg_trigger as g on g.tgrelid = f.table_oid
            where g.tgenabled <> 'D'
                and g.tgtype & case when target.is_new then 4 else 16 end <> 0
                -- Before 15 a partition's copy of a trigger counts as internal.
                and (not g.tgisinternal or g.tgparentid <> 0 and g.tgconstraint = 0)
                and (work -> -1 ->> 'rows')::bigint > 0
            order by f.depth, c.oid, g.tgname
        loop
            if not other.is_switchable then
                obstacles := obstacles || format('trigger %I of %s would fire, and only its owner (%I), or a superuser for a copy on a partition, may switch it off for the time. Run as %3$I.',
                    other.tgname, other.qualified, other.owner);
                continue;
            end if;
            steps := steps || jsonb_build_object('kind', 'OCTIP', 'object', 'trigger', 'schema', target.source_schema, 'table', target.source_table, 'name', other.tgname,
                'message', format('trigger %I of %s %s; writers of that table wait until the end', other.tgname, other.qualified,
                    case when planning then 'would not fire' else 'did not fire, and is on again as before' end));
            work := jsonb_set(work, array[(jsonb_array_length(work) - 1)::text, 'triggers'],
                coalesce(work -> -1 -> 'triggers', '[]') || jsonb_build_object(
                    'off', format('alter table only %s disable trigger %I', other.qualified, other.tgname),
                    'on', format('alter table only %s enable %s trigger %I', other.qualified, case other.tgenabled when 'A' then 'always' when 'R' then 'replica' else '' end, other.tgname)));
        end loop;
