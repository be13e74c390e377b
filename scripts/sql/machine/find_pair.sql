--@ Finds the pair in the metadata. Fills: found_pair, pair_number, pair_objects, archived_of_pair. Needs: home, metadata.
    -- By the OID of its {{anchor}}; where that table was made anew, by its schema's; in a database that was dumped and restored by name.
    select null::integer as number, null::name as schema_name, false as is_current
    into found_pair;
    if metadata.pair_table is not null and metadata.is_usable and has_table_privilege(metadata.pair_table, 'SELECT') then
        execute '
            select p.number, p.schema_name,
                p.record_oid = p.tableoid and p.table_oid is not distinct from $1 and p.schema_oid = $2 and p.schema_name = $3 as is_current
            from opscenter.pair as p
            where case
                when p.record_oid = p.tableoid then p.table_oid = $1 or p.schema_oid = $2 and not exists (
                    select
                    from pg_class as c
                    where c.oid = p.table_oid and c.relnamespace <> $2)
                else p.schema_name = $3
            end
            order by p.table_oid is not distinct from $1 desc, p.number desc
            limit 1'
        into found_pair
        using home.table_oid, home.schema_oid, home.schema_name;
        if found_pair.number is not null then
            archived_of_pair := format('a.pair = %s', found_pair.number);
            if metadata.object_table is not null and has_table_privilege(metadata.object_table, 'SELECT') then
                execute 'select coalesce(array_agg(o.id), ''{}'') from opscenter.created_object as o where o.pair = $1'
                into pair_objects
                using found_pair.number;
            end if;
        end if;
    elsif is_earlier_layout and home.schema_name = any (earlier_homes) then
        archived_of_pair := format('case when a.source_schema = any (%L::name[]) then a.source_schema else %L end = %L',
            earlier_homes, earlier_homes[1], home.schema_name);
        if home.schema_name = any (recorded_homes) then
            execute '
                select coalesce(array_agg(o.id), ''{}'')
                from opscenter.created_object as o
                join opscenter.migration as m on m.name = o.migration
                left join pg_class as c on c.oid = o.table_oid and m.record_oid = m.tableoid
                left join pg_namespace as n on n.oid = c.relnamespace
                where $2 = case when coalesce(n.nspname, o.schema_name) = any ($1) then coalesce(n.nspname, o.schema_name) else $1[1] end'
            into pair_objects
            using recorded_homes, home.schema_name;
        end if;
    end if;
    pair_number := found_pair.number;
