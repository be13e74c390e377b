--@ Reads the record of an earlier run. Fills: record_schema, record_state, recorded.
    -- The record of what {{Release}} creates.
    select
        n.oid as schema_oid,
        m.oid as table_oid,
        has_schema_privilege(n.oid, 'USAGE') and has_table_privilege(m.oid, 'SELECT') and coalesce(has_table_privilege(o.oid, 'SELECT'), true)
            and coalesce(has_table_privilege(metadata.pair_table, 'SELECT'), true) as is_readable,
        has_schema_privilege(n.oid, 'USAGE')
            and has_table_privilege(m.oid, 'INSERT') and has_table_privilege(m.oid, 'UPDATE')
            and coalesce(has_table_privilege(o.oid, 'INSERT') and has_table_privilege(o.oid, 'UPDATE') and has_table_privilege(o.oid, 'DELETE'), true)
            and coalesce(
                has_table_privilege(metadata.pair_table, 'INSERT') and has_table_privilege(metadata.pair_table, 'UPDATE'),
                has_schema_privilege(n.oid, 'CREATE')) as is_writable
    into record_schema
    from pg_namespace as n
    left join pg_class as m on m.relnamespace = n.oid and m.relname = 'migration'
    left join pg_class as o on o.relnamespace = n.oid and o.relname = 'created_object'
    where n.nspname = 'opscenter';
    if record_schema.is_readable then
        if 4 > (
            select count(*)
            from pg_attribute as a
            where a.attrelid = record_schema.table_oid and not a.attisdropped and a.attname in ('name', 'state', 'record_oid', 'created_schema')
        ) or to_regclass('opscenter.created_object') is null then
            steps := steps || jsonb_build_object('kind', 'OCOBS', 'object', 'table', 'schema', 'opscenter', 'table', 'migration', 'message',
                'opscenter.migration exists, but is not the record of migrations. Rename it: alter table opscenter.migration rename to migration_before_{{release}};');
        else
            select m.state
            into record_state
            from opscenter.migration as m
            where m.name = '{{release}}'
                and case
                    when is_earlier_layout then home.schema_name = any (recorded_homes)
                    else (to_jsonb(m) ->> 'pair')::integer = pair_number
                end;
            select coalesce(jsonb_agg(to_jsonb(o)), '[]')
            into recorded
            from opscenter.created_object as o
            where o.id = any (pair_objects) and o.migration = '{{release}}' and o.kind in ('index', 'constraint');
        end if;
    end if;
