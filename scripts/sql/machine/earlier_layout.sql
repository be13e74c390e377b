--@ The pairs of the earlier layout, by the schemas of what it records. Fills: earlier_homes, recorded_homes. Needs: metadata.
    if is_earlier_layout then
        if metadata.migration_table is not null and metadata.object_table is not null then
            -- A table that is there is asked for its schema: its schema may have been renamed since.
            execute '
                select coalesce(array_agg(distinct s.schema_name) filter (where s.is_home), ''{}'')
                from (
                    select p.schema_name, bool_or(p.kind = ''table'') or exists (
                        select
                        from pg_class as c
                        join pg_namespace as n on n.oid = c.relnamespace
                        where n.nspname = p.schema_name and c.relname = ''{{anchor}}'') as is_home
                    from (
                        select coalesce(n.nspname, o.schema_name) as schema_name, o.kind
                        from opscenter.created_object as o
                        join opscenter.migration as m on m.name = o.migration
                        left join pg_class as c on c.oid = o.table_oid and m.record_oid = m.tableoid
                        left join pg_namespace as n on n.oid = c.relnamespace
                    ) as p
                    group by p.schema_name
                ) as s'
            into recorded_homes;
        end if;
        if metadata.archive_table is not null then
            execute '
                select coalesce(array_agg(distinct a.source_schema), ''{}'')
                from opscenter.archive as a
                where a.key_columns = ''{}'' or exists (
                    select
                    from pg_class as c
                    join pg_namespace as n on n.oid = c.relnamespace
                    where n.nspname = a.source_schema and c.relname = ''{{anchor}}'')'
            into earlier_homes;
        end if;
        earlier_homes := array(
            select distinct h.schema_name
            from unnest(recorded_homes || earlier_homes) as h (schema_name)
            order by h.schema_name);
    end if;
