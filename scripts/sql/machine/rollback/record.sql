--@ Reads the record of the migration. Fills: record_table, header.
    ---------------------------------------------------------------------------------------------------------------------------
    -- The record
    ---------------------------------------------------------------------------------------------------------------------------

    select null::text as state
    into header;
    select m.oid
    into record_table
--@include machine/record_table.sql
    if record_table is not null then
        if not has_schema_privilege('opscenter', 'USAGE')
            or not has_table_privilege(record_table, 'SELECT') or not has_table_privilege(record_table, 'DELETE')
            or not coalesce(has_table_privilege(metadata.pair_table, 'SELECT'), true)
            or not has_table_privilege('opscenter.created_object', 'SELECT') or not has_table_privilege('opscenter.created_object', 'DELETE')
        then
            raise exception using
                errcode = 'OCREF',
                message = format('The rollback of {{Release}} was refused, nothing was changed: role %I may not use the record in schema opscenter.', current_user),
                -- Who may write the record says what is dropped: only who could drop it is told how to get there.
                hint = case
                    when exists (
                            select
                            from pg_class as c
                            where c.oid = home.table_oid and pg_has_role(c.relowner, 'USAGE')
                        ) then
                        format('Its owner (%I) has to run: grant usage on schema opscenter to %I; grant select, update, delete on %s to %2$I;', (
                            select pg_get_userbyid(c.relowner)
                            from pg_class as c
                            where c.oid = record_table), current_user, (
                            select string_agg('opscenter.' || c.relname, ', ' order by c.oid)
                            from pg_class as c
                            where c.relnamespace = metadata.schema_oid and c.relname in ('pair', 'migration', 'created_object')))
                    else 'Run as the owner of {{Release}}''s tables.'
                end;
        end if;
        select m.state, m.created_schema, m.archive_number, m.record_oid <> record_table as is_restored
        into header
        from opscenter.migration as m
        where m.name = '{{release}}'
            and case
                when is_earlier_layout then home.schema_name = any (recorded_homes)
                else (to_jsonb(m) ->> 'pair')::integer = pair_number
            end;
    end if;
    if home.schema_oid is null and record_table is not null then
        if metadata.pair_table is not null then
            execute '
                select array_agg(distinct p.schema_name order by p.schema_name)
                from opscenter.migration as m
                join opscenter.pair as p on p.number = m.pair
                where m.name = ''{{release}}'''
            into recorded_homes;
        end if;
        select array_agg(format(
            'no table {{anchor}} is on the search_path (%s), but schema %I has {{Release}}. If that is the one:%s set search_path = %2$I;',
            caller_settings ->> 'search_path', h.schema_name, (
                select format(' grant usage on schema %I to %I;', n.nspname, current_user)
                from pg_namespace as n
                where n.nspname = h.schema_name and not has_schema_privilege(n.oid, 'USAGE')
            )) order by h.schema_name)
        into obstacles
        from unnest(recorded_homes) as h (schema_name);
        obstacles := coalesce(obstacles, '{}');
--@include machine/refuse.sql
    end if;
