--@ Follows a schema that was renamed, a table that was made anew, and a database that was restored. Needs: found_pair, home.
    if found_pair.number is not null and not found_pair.is_current and not planning and not current_setting('transaction_read_only')::boolean then
        if metadata.object_table is not null then
            update opscenter.created_object as o
            set schema_name = home.schema_name
            where o.pair = pair_number and o.schema_name = found_pair.schema_name and home.schema_name <> found_pair.schema_name;
        end if;
        if metadata.archive_table is not null then
            update opscenter.archive as a
            set source_schema = home.schema_name
            where a.pair = pair_number and a.source_schema = found_pair.schema_name and home.schema_name <> found_pair.schema_name;
        end if;
        if home.schema_name <> found_pair.schema_name and has_table_privilege(to_regclass('opscenter.digest'), 'UPDATE') and exists (
                select
                from pg_attribute as a
                where a.attrelid = to_regclass('opscenter.journal') and a.attname = 'pair' and has_table_privilege(a.attrelid, 'SELECT'))
        then
            execute '
                update opscenter.digest as d
                set schema_name = $2, detail = d.detail || case when d.detail ? ''Schema'' then jsonb_build_object(''Schema'', $2) else ''{}'' end
                from opscenter.journal as j
                where j.id = d.journal_id and j.pair = $1 and d.schema_name = $3'
            using pair_number, home.schema_name::text, found_pair.schema_name::text;
        end if;
        update opscenter.pair as p
        set schema_name = home.schema_name, schema_oid = home.schema_oid, table_oid = coalesce(home.table_oid, 0), record_oid = p.tableoid
        where p.number = pair_number;
    end if;
