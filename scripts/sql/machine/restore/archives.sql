--@ Reads opscenter.archive. Fills: archive_list, entries, numbers, steps, obstacles.
    ---------------------------------------------------------------------------------------------------------------------------
    -- The archive_list of archives, and the record of {{Release}}
    ---------------------------------------------------------------------------------------------------------------------------

    select c.oid as table_oid, pg_get_userbyid(c.relowner) as owner, pg_has_role(c.relowner, 'USAGE') as is_owned,
        bool_or(a.attname = 'state') as has_state, bool_or(a.attname = 'restored_at') as has_restored
    into archive_list
    from pg_namespace as n
    join pg_class as c on c.relnamespace = n.oid and c.relname = 'archive' and c.relkind = 'r'
    join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where n.nspname = 'opscenter'
    group by c.oid, c.relowner
    having count(*) filter (where a.attname in ('archive_number', 'migration', 'source_schema', 'source_table', 'archive_schema',
        'archive_table', 'key_columns', 'value_columns', 'row_count', 'sequences')) = 10;
    if archive_list is not null and (not has_schema_privilege('opscenter', 'USAGE') or not has_table_privilege(archive_list.table_oid, 'SELECT')
        or metadata.pair_table is not null and not has_table_privilege(metadata.pair_table, 'SELECT'))
    then
        raise exception using
            errcode = 'OCREF',
            message = format('The archive of {{Release}} was not restored, nothing was changed: role %I may not read opscenter.archive and opscenter.pair.', current_user),
            hint = format('Its owner (%I) has to run: grant usage on schema opscenter to %I; grant select, update on opscenter.archive to %2$I; grant select on opscenter.pair to %2$I;',
                archive_list.owner, current_user);
    end if;
    if archive_list is not null then
        execute format('
            select coalesce(jsonb_agg(to_jsonb(a) || jsonb_build_object(''state'', %s, ''restored_at'', %s, ''source_schema'',
                    case when a.source_schema = %L then %L else a.source_schema end)
                order by a.archive_number, a.archive_table), ''[]'')
            from opscenter.archive as a
            where a.migration = ''{{release}}'' and %s',
            case when archive_list.has_state then 'coalesce(a.state, ''complete'')' else '''complete''' end,
            case when archive_list.has_restored then 'a.restored_at' else 'null' end,
            -- A schema that was renamed since, in a plan, which cannot note that.
            coalesce(found_pair.schema_name, home.schema_name), home.schema_name, archived_of_pair)
        into entries;
    end if;
    if archive_list is not null and home.schema_oid is null then
        execute '
            select string_agg(distinct quote_ident(a.source_schema), '', '')
            from opscenter.archive as a
            where a.migration = ''{{release}}'''
        into others;
        if others is not null then
            execute '
                select array_agg(distinct a.source_schema order by a.source_schema)
                from opscenter.archive as a
                where a.migration = ''{{release}}'''
            into archived_homes;
            -- A path with several of them would choose the first: the remedy names one at a time.
            select obstacles || format('no table {{anchor}} is on the search_path (%s), but there are archives of schema %s. If %s: %s',
                caller_settings ->> 'search_path', others,
                case count(*) when 1 then 'that is the one' else 'one of them is meant' end,
                string_agg(format('%sset search_path = %I;',
                    case when not has_schema_privilege(n.oid, 'USAGE') then format('grant usage on schema %I to %I; ', n.nspname, current_user) end,
                    h.schema_name), ' Or: ' order by h.schema_name))
            into obstacles
            from unnest(archived_homes) as h (schema_name)
            left join pg_namespace as n on n.nspname = h.schema_name;
        end if;
    end if;

    -- An archive is taken as a whole, or not at all.
    for other in
        select e.archive_number, bool_and(e.state = 'complete') as is_complete, max(e.restored_at) as restored_at,
            string_agg(distinct e.state, ', ') filter (where e.state <> 'complete') as states
        from jsonb_to_recordset(entries) as e (archive_number integer, state text, restored_at timestamp with time zone)
        group by e.archive_number
        order by e.archive_number
    loop
        if other.archive_number <> chosen then
            continue;
        elsif other.restored_at is not null then
            if chosen is not null then
                steps := steps || jsonb_build_object('kind', 'OCKEP', 'message', format(
                    'archive %s was restored at %s', other.archive_number, other.restored_at));
            end if;
        elsif other.is_complete then
            numbers := numbers || other.archive_number;
        else
            steps := steps || jsonb_build_object('kind', 'OCTIP', 'message', format(
                'archive %s is not complete (%s): the rollback that makes it is under way, or was broken off. It is left alone; run the rollback to its end first.',
                other.archive_number, other.states));
            if chosen is not null then
                obstacles := obstacles || format('archive %s is not complete (%s). Run the rollback to its end first.', chosen, other.states);
            end if;
        end if;
    end loop;
    if chosen is not null and not exists (
        select
        from jsonb_to_recordset(entries) as e (archive_number integer)
        where e.archive_number = chosen
    ) then
        obstacles := obstacles || format('there is no archive %s of {{Release}}. There are: %s.', chosen, coalesce(
            (
                select string_agg(distinct e.archive_number::text, ', ')
                from jsonb_to_recordset(entries) as e (archive_number integer)
            ), 'none'));
    end if;
    entries := coalesce((
        select jsonb_agg(e.value order by e.ordinal)
        from jsonb_array_elements(entries) with ordinality as e (value, ordinal)
        where (e.value ->> 'archive_number')::integer = any (numbers)
    ), '[]');
