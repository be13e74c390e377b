--@ Reads the record of the migration. Fills: record_table, header.
    ---------------------------------------------------------------------------------------------------------------------------
    -- The record
    ---------------------------------------------------------------------------------------------------------------------------

    select null::text as state
    into header;
    select m.oid
    into record_table
--@include machine/record_table.sql
    if record_table is not null then
        if not has_schema_privilege('opscenter', 'USAGE')
            or not has_table_privilege(record_table, 'SELECT') or not has_table_privilege(record_table, 'DELETE')
            or not has_table_privilege('opscenter.created_object', 'SELECT') or not has_table_privilege('opscenter.created_object', 'DELETE')
        then
            raise exception using
                errcode = 'OCREF',
                message = format('The rollback of {{Release}} was refused, nothing was changed: role %I may not use the record in schema opscenter.', current_user),
                hint = format('Run as the role that applied {{Release}} (%I), or as a member of it.', (
                    select pg_get_userbyid(c.relowner)
                    from pg_class as c
                    where c.oid = record_table));
        end if;
        select m.state, m.created_schema, m.archive_number, m.record_oid <> record_table as is_restored
        into header
        from opscenter.migration as m
        where m.name = '{{release}}';
    end if;
