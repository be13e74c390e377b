--@ Gives each row of the earlier layout the pair that it belongs to. No row is removed. Needs: metadata, earlier_homes, recorded_homes.
    -- A record of a run that found everything in place has no objects: it is taken for that of this pair.
    if is_earlier_layout and home.schema_name is not null then
        if earlier_homes = '{}' then
            earlier_homes := array[home.schema_name];
        end if;
        if recorded_homes = '{}' and metadata.migration_table is not null then
            recorded_homes := earlier_homes[1:1];
        end if;
    end if;
    if is_earlier_layout and not planning and not current_setting('transaction_read_only')::boolean and cardinality(earlier_homes) > 0 then
        if not pg_has_role((select n.nspowner from pg_namespace as n where n.oid = metadata.schema_oid), 'USAGE')
            and not has_schema_privilege(metadata.schema_oid, 'CREATE')
            or exists (
                select
                from pg_class as c
                where c.oid in (metadata.migration_table, metadata.object_table, metadata.archive_table) and not pg_has_role(c.relowner, 'USAGE')
            )
        then
            raise exception using
                errcode = 'OCREF',
                message = format(
                    '{{refused}}, nothing was changed: the tables of schema opscenter have the layout of an earlier release, and role %I may not extend them.',
                    current_user),
                hint = format('Run the script once as their owner: %s.', (
                    select string_agg(distinct quote_ident(pg_get_userbyid(c.relowner)), ', ')
                    from pg_class as c
                    where c.oid in (metadata.migration_table, metadata.object_table, metadata.archive_table)));
        end if;

--@include machine/create_pair.sql
        insert into opscenter.pair (number, schema_name, schema_oid, table_oid, record_oid)
        select h.number, h.schema_name, coalesce(n.oid, 0), coalesce(c.oid, 0), 'opscenter.pair'::regclass
        from unnest(earlier_homes) with ordinality as h (schema_name, number)
        left join pg_namespace as n on n.nspname = h.schema_name
        left join pg_class as c on c.relnamespace = n.oid and c.relname = '{{anchor}}'
        order by h.number;

        -- SET NOT NULL fails if a row had no pair.
        if metadata.migration_table is not null and metadata.object_table is not null then
            for dropped_constraint in
                select c.conrelid::regclass as table_name, c.conname
                from pg_constraint as c
                where c.conrelid in (metadata.migration_table, metadata.object_table) and c.contype in ('p', 'f')
                order by c.contype
            loop
                execute format('alter table %s drop constraint %I', dropped_constraint.table_name, dropped_constraint.conname);
            end loop;
            alter table opscenter.migration add column pair integer;
            alter table opscenter.created_object add column pair integer;
            update opscenter.created_object as o
            set pair = p.number
            from opscenter.created_object as q
            join opscenter.migration as m on m.name = q.migration
            left join pg_class as c on c.oid = q.table_oid and m.record_oid = m.tableoid
            left join pg_namespace as n on n.oid = c.relnamespace
            join opscenter.pair as p on p.schema_name = case
                when coalesce(n.nspname, q.schema_name) = any (recorded_homes) then coalesce(n.nspname, q.schema_name)
                else recorded_homes[1]
            end
            where q.id = o.id;
            update opscenter.migration as m
            set pair = p.number
            from opscenter.pair as p
            where p.schema_name = recorded_homes[1];
            insert into opscenter.migration (pair, name, version, state, applied_at, applied_by, created_schema, record_oid, archive_number)
            select p.number, m.name, m.version, m.state, m.applied_at, m.applied_by, m.created_schema, m.record_oid, m.archive_number
            from opscenter.migration as m
            join opscenter.pair as p on p.schema_name = any (recorded_homes[2:]);
            alter table opscenter.migration alter column pair set not null, add primary key (pair, name);
            alter table opscenter.created_object
                alter column pair set not null,
                add primary key (pair, id),
                add foreign key (pair, migration) references opscenter.migration (pair, name);
        end if;
        if metadata.archive_table is not null then
            alter table opscenter.archive add column pair integer;
            update opscenter.archive as a
            set pair = p.number
            from opscenter.pair as p
            where p.schema_name = case when a.source_schema = any (earlier_homes) then a.source_schema else earlier_homes[1] end;
            alter table opscenter.archive alter column pair set not null;
        end if;
        select 'opscenter.pair'::regclass::oid as pair_table, metadata.schema_oid, metadata.is_usable, metadata.migration_table,
            metadata.object_table, metadata.archive_table, false as is_foreign, null::text as foreign_name
        into metadata;
        is_earlier_layout := false;
    end if;
