--@ Which metadata tables are there, and in which layout. Fills: metadata, is_earlier_layout.
    -- Metadata belongs to a pair: the schema whose {{anchor}} the search_path finds. opscenter.pair numbers the pairs, and the other
    -- tables refer to that number. A layout without it was written by scripts that knew one pair for each database.
    select
        n.oid as schema_oid,
        has_schema_privilege(n.oid, 'USAGE') as is_usable,
        max(c.oid) filter (where c.relname = 'pair') as pair_table,
        max(c.oid) filter (where c.relname = 'migration' and a.has_record) as migration_table,
        max(c.oid) filter (where c.relname = 'created_object' and a.has_objects) as object_table,
        max(c.oid) filter (where c.relname = 'archive' and a.has_archives) as archive_table,
        bool_or(c.relname = 'pair' and not a.has_pairs or c.relname = 'created_object' and not a.has_objects) as is_foreign,
        min(c.relname::text) filter (where c.relname = 'pair' and not a.has_pairs or c.relname = 'created_object' and not a.has_objects) as foreign_name
    into metadata
    from pg_namespace as n
    left join pg_class as c
        on c.relnamespace = n.oid and c.relkind = 'r' and c.relname in ('pair', 'migration', 'created_object', 'archive')
    left join lateral (
        select
            count(*) filter (where a.attname in ('number', 'schema_name', 'schema_oid', 'table_oid', 'record_oid')) = 5 as has_pairs,
            count(*) filter (where a.attname in ('name', 'state', 'record_oid', 'created_schema')) = 4 as has_record,
            count(*) filter (where a.attname in ('id', 'migration', 'kind', 'schema_name', 'table_oid')) = 5 as has_objects,
            count(*) filter (where a.attname in ('archive_number', 'migration', 'source_schema', 'key_columns')) = 4 as has_archives
        from pg_attribute as a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    ) as a on true
    where n.nspname = 'opscenter'
    group by n.oid;
    if metadata.is_foreign then
        raise exception using
            errcode = 'OCREF',
            message = format('{{refused}}, nothing was changed: opscenter.%s exists, but is not the list of %s.', metadata.foreign_name,
                case metadata.foreign_name when 'pair' then 'pairs' else 'created objects' end),
            hint = format('Rename it: alter table opscenter.%s rename to %1$s_before_{{release}};', metadata.foreign_name);
    end if;
    is_earlier_layout := metadata.pair_table is null
        and (metadata.migration_table is not null and metadata.object_table is not null or metadata.archive_table is not null)
        and metadata.is_usable
        and coalesce(has_table_privilege(metadata.migration_table, 'SELECT'), true)
        and coalesce(has_table_privilege(metadata.object_table, 'SELECT'), true)
        and coalesce(has_table_privilege(metadata.archive_table, 'SELECT'), true);
