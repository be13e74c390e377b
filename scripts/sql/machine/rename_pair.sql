--@ Follows a schema that was renamed, a table that was made anew, and a database that was restored. Needs: found_pair, home.
    -- All of the metadata or none of it: where the role may not write it, the pair is found by identity again, and somebody else follows.
    if found_pair.number is not null and not found_pair.is_current and not planning and not current_setting('transaction_read_only')::boolean
        and not exists (
            select
            from pg_class as c
            where c.relnamespace = metadata.schema_oid
                and c.relkind = 'r'
                and case
                    when c.relname in ('pair', 'created_object', 'archive') then not has_table_privilege(c.oid, 'UPDATE')
                    when c.relname = 'journal' then not has_table_privilege(c.oid, 'SELECT')
                    when c.relname = 'digest'
                        then not (has_table_privilege(c.oid, 'SELECT') and has_table_privilege(c.oid, 'DELETE') and has_table_privilege(c.oid, 'INSERT'))
                end)
    then
        if home.schema_name <> found_pair.schema_name then
            if metadata.object_table is not null then
                execute $follow$
--@include machine/renamed/objects.sql
                $follow$
                using pair_number, home.schema_name, found_pair.schema_name;
            end if;
            if metadata.archive_table is not null then
                update opscenter.archive as a
                set source_schema = home.schema_name
                where a.pair = pair_number and a.source_schema = found_pair.schema_name;
            end if;
            if to_regclass('opscenter.digest') is not null and exists (
                    select
                    from pg_attribute as a
                    where a.attrelid = to_regclass('opscenter.journal') and a.attname = 'pair')
            then
                execute $follow$
--@include machine/renamed/digests.sql
                $follow$
                using pair_number, home.schema_name::text, found_pair.schema_name::text;
            end if;
        end if;
        update opscenter.pair as p
        set schema_name = home.schema_name, schema_oid = home.schema_oid, table_oid = coalesce(home.table_oid, 0), record_oid = p.tableoid
        where p.number = pair_number;
    end if;
