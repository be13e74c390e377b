--@ Refuses, or executes the statements and records the migration.
    ---------------------------------------------------------------------------------------------------------------------------
    -- Refuse, or do it
    ---------------------------------------------------------------------------------------------------------------------------

    select string_agg(format(E'\n  %s. %s', o.ordinal, o.message), '' order by o.ordinal)
    into summary
    from (
        select s.value ->> 'message' as message, row_number() over (order by s.ordinal) as ordinal
        from jsonb_array_elements(steps) with ordinality as s (value, ordinal)
        where s.value ->> 'kind' = 'OCOBS'
    ) as o;
    if summary is not null and not planning then
        raise exception using
            errcode = 'OCREF',
            message = '{{Release}} was refused, nothing was changed. In the way:' || summary,
            hint = 'Fix each and run the script again; it looks at everything before it touches anything.';
    end if;

--@include machine/apply/unfinished_rollback.sql

    if not planning then
        foreach statement in array statements loop
            execute statement;
        end loop;

        if record_schema.schema_oid is null and record_state is null then
            if work_role is null or has_database_privilege(current_database(), 'CREATE') then
                create schema opscenter;
            else
                perform set_config('role', caller_settings ->> 'role', true);
                execute format('create schema opscenter authorization %I', work_role);
                perform set_config('role', work_role, true);
            end if;
        end if;
        if metadata.pair_table is null then
--@include machine/create_pair.sql
        end if;
        if record_schema.table_oid is null and record_state is null then
            -- record_oid is this table's own OID: it tells a database that was dumped and restored, whose OIDs are all new.
            create table opscenter.migration (
                pair integer not null,
                name text not null,
                version text not null,
                state text not null check (state in ('applying', 'applied', 'rolling back')),
                applied_at timestamp with time zone not null default clock_timestamp(),
                applied_by name not null default session_user,
                created_schema boolean not null,
                record_oid oid not null,
                archive_number integer,
                primary key (pair, name)
            );
            create table opscenter.created_object (
                id bigint generated always as identity,
                pair integer not null,
                migration text not null,
                kind text not null,
                schema_name name not null,
                table_name name not null,
                object_name name not null,
                table_oid oid not null,
                object_oid oid not null,
                column_number smallint not null,
                definition text,
                default_value text,
                primary key (pair, id),
                foreign key (pair, migration) references opscenter.migration (pair, name)
            );
        end if;
        if record_schema.table_oid is null or record_schema.is_readable and (record_state is null or has_work or record_state <> 'applied') then
            insert into opscenter.pair (number, schema_name, schema_oid, table_oid, record_oid)
            select pair_number, home.schema_name, home.schema_oid, home.table_oid, 'opscenter.pair'::regclass
            where found_pair.number is null;
            insert into opscenter.migration as m (pair, name, version, state, created_schema, record_oid)
            values (pair_number, '{{release}}', '{{version}}', case when units = '[]' then 'applied' else 'applying' end, record_schema.schema_oid is null,
                'opscenter.migration'::regclass)
            on conflict (pair, name) do update
            set state = excluded.state,
                archive_number = null,
                applied_at = case when m.state = 'applied' and excluded.state = 'applied' then m.applied_at else excluded.applied_at end,
                applied_by = case when m.state = 'applied' and excluded.state = 'applied' then m.applied_by else excluded.applied_by end;
        end if;
        execute keep_own_rights;
