--@ Obstacles: recorded objects that are not the release's to drop. Needs: ours, new_tables. Fills: obstacles.
        -- Who may write the record decides what is dropped: nothing that its owner could not drop.
        select obstacles || coalesce(array_agg(format(
            '%s belongs to role %I, and the record, which says that {{Release}} created it, to role %I, which is no member of that one: it is not dropped on that word. '
            'Find out who wrote that; delete the row from opscenter.created_object, or give the object back to its former owner.',
            f.title, pg_get_userbyid(f.owner), pg_get_userbyid(b.relowner)) order by f.title), '{}')
        into obstacles
        from (
            select distinct
                case when p.oid is null then format('table %s', o.qualified) else format('function %s', p.oid::regprocedure) end as title,
                coalesce(p.proowner, c.relowner) as owner
            from jsonb_to_recordset(ours) as o (kind text, found_oid oid, table_oid oid, qualified text)
            left join pg_proc as p on o.kind = 'function' and p.oid = o.found_oid
            left join pg_class as c on c.oid = o.table_oid
        ) as f
        join pg_class as b on b.oid = to_regclass('opscenter.created_object')
        where not pg_has_role(b.relowner, f.owner, 'MEMBER');

        -- Nor what the release does not add, nor what was there before it, as a digest of this pair shows. In a restored database, where
        -- numbers are new, only the last digest counts: what the release added since may have the name of an older column that was dropped.
        if has_table_privilege(to_regclass('opscenter.digest'), 'SELECT') and has_table_privilege(to_regclass('opscenter.journal'), 'SELECT') then
            execute '
                select jsonb_agg(jsonb_build_object(
                    ''oid'', d.detail -> ''Oid'', ''name'', d.schema_name || ''.'' || d.object_name, ''columns'', d.detail -> ''Columns'',
                    ''is_last'', d.journal_id = d.last_one))
                from (
                    select d.*, max(d.journal_id) over () as last_one
                    from opscenter.digest as d
                    join opscenter.journal as j on j.id = d.journal_id
                    where j.migration = ''{{release}}'' and (to_jsonb(j) ->> ''pair'')::integer is not distinct from $1
                ) as d
                where d.kind = ''table'''
            into digested
            using pair_number;
        end if;
        with base_column as (
            select w.table_name, w.column_name, w.data_type
            from (
                values
--@include {{release}}/wanted.sql base_columns
            ) as w (table_name, column_name, data_type, not_null, default_value)
        ),
        entry as (
            select
                o.*,
                case o.kind
                    when 'table' then o.recorded_table <> all (new_tables) or o.table_name in ({{base_tables}})
                    when 'sequence' then not o.in_table
                    -- Of a new table; of one that was there and lacked it; or one for a base table, renamed or of another type since.
                    when 'column' then not o.in_table
                        and not (o.recorded_table = any (new_tables) and o.recorded_table = o.table_name)
                        and not exists (
                            select
                            from base_column as b
                            join pg_attribute as a on a.attrelid = o.table_oid and a.attnum = o.sub_id
                            where b.table_name = o.recorded_table
                                and b.column_name = o.object_name
                                and (b.column_name = a.attname or b.data_type = format_type(a.atttypid, a.atttypmod))
                        )
                    else false
                end as is_unwanted,
                exists (
                    select
                    from jsonb_to_recordset(digested) as d (oid oid, name text, columns jsonb, is_last boolean)
                    where case when header.is_restored then d.is_last and d.name = o.schema_name || '.' || o.table_name else d.oid = o.table_oid end
                        and (o.kind = 'table' or o.kind = 'column' and exists (
                            select
                            from jsonb_to_recordset(d.columns) as c ("Number" integer, "Name" text)
                            where c."Name" = o.found_name and (c."Number" = o.sub_id or header.is_restored)
                        ))
                ) as is_older
            from jsonb_to_recordset(ours) as o (
                id bigint, kind text, table_oid oid, sub_id integer, found_name text, schema_name text, table_name text, qualified text,
                recorded_table name, object_name name, in_table boolean)
        )
        select obstacles || coalesce(array_agg(format(
            '%s is recorded as created by {{Release}}, %s: it is not dropped on that word. Find out who wrote that, and take the entry away: '
            'delete from opscenter.created_object where id = %s;',
            case e.kind when 'table' then format('table %s', e.qualified) else format('%s %I of %s', e.kind, e.found_name, e.qualified) end,
            case when e.is_older then 'but was there before, as a digest of then shows' else format('which creates no such %s', e.kind) end,
            e.id) order by e.id), '{}')
        into obstacles
        from entry as e
        where e.is_unwanted or e.is_older;
