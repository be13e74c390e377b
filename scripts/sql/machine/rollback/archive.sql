--@ Where rows are archived, and what an interrupted rollback left.
--@ Fills: archive_schema, number_of_archive, preparation, unfinished, statements.
        -----------------------------------------------------------------------------------------------------------------------
        -- What to keep, and what to drop
        -----------------------------------------------------------------------------------------------------------------------

        select n.nspname
        into archive_schema
        from pg_namespace as n
        where n.nspname = 'opscenter_archive' and has_schema_privilege(n.oid, 'USAGE') and has_schema_privilege(n.oid, 'CREATE');
        if archive_schema is null then
            archive_schema := case
                when has_database_privilege(current_database(), 'CREATE')
                    and not exists (select from pg_namespace as n where n.nspname = 'opscenter_archive') then 'opscenter_archive'
                else 'opscenter'
            end;
        end if;
        -- A pair whose rollback was interrupted may have its number before it has a table of that number.
        select coalesce(max(u.number), 0) + 1
        into number_of_archive
        from (
            select substring(c.relname from '_([0-9]{1,6})$')::integer as number
            from pg_namespace as n
            join pg_class as c on c.relnamespace = n.oid
            where n.nspname in ('opscenter', 'opscenter_archive')
            union all
            select m.archive_number
            from opscenter.migration as m
        ) as u;
        number_of_archive := coalesce(header.archive_number, number_of_archive);

        preparation := format(
            'if to_regnamespace(%L) is null then create schema %I; end if; '
            'if to_regclass(''opscenter.archive'') is null then '
            'create table opscenter.archive ('
            'archive_number integer not null, pair integer not null, migration text not null, '
            'archived_at timestamp with time zone not null default clock_timestamp(), archived_by name not null default session_user, '
            'source_schema name not null, source_table name not null, archive_schema name not null, archive_table name not null, '
            'key_columns name[] not null, value_columns name[] not null, row_count bigint not null, sequences jsonb not null, '
            'state text not null default ''complete'' check (state in (''capturing'', ''copied'', ''complete'')), '
            'capture name, restored_at timestamp with time zone, primary key (archive_schema, archive_table)); '
            'end if;', archive_schema, archive_schema);

        -- What a rollback began that did not come to its end: online resumes it, the single statement begins again.
        if metadata.archive_table is not null then
            execute 'select coalesce(jsonb_agg(to_jsonb(a)), ''[]'') from opscenter.archive as a where a.migration = ''{{release}}'' and a.state <> ''complete'' and ' || archived_of_pair
            into unfinished;
            if not online and not planning then
                select coalesce(array_agg(x.statement order by x.ordinal), '{}')
                into statements
                from jsonb_to_recordset(unfinished) as a (archive_schema name, archive_table name, capture name)
                cross join lateral (
                    values
                        (1, format('drop table if exists %I.%I', a.archive_schema, a.archive_table)),
                        (2, format('drop table if exists opscenter.%I', a.capture)),
                        (3, format('delete from opscenter.archive as o where o.archive_schema = %L and o.archive_table = %L', a.archive_schema, a.archive_table))
                ) as x (ordinal, statement)
                where x.statement is not null;
            end if;
        end if;
