--@ Refuses, or executes the statements and clears the record.
        -----------------------------------------------------------------------------------------------------------------------
        -- Refuse, or do it
        -----------------------------------------------------------------------------------------------------------------------

    --@include machine/refuse.sql

        if not planning then
            foreach statement in array statements loop
                execute statement;
            end loop;
            execute keep_own_rights;
            if units <> '[]' then
                update opscenter.migration as m
                set state = 'rolling back', archive_number = number_of_archive
                where m.pair = pair_number and m.name = '{{release}}';
            else
                -- What was made for a copy to which nothing came goes; what others made stays, and what this role may not drop.
                if exists (
                    select
                    from opscenter.created_object as o
                    join pg_namespace as n on n.oid = o.object_oid and n.nspname = 'opscenter_archive'
                    where o.pair = pair_number
                        and o.migration = '{{release}}'
                        and o.kind = 'schema'
                        and pg_has_role(n.nspowner, 'USAGE')
                        and not exists (select from pg_depend as d where d.refclassid = 'pg_namespace'::regclass and d.refobjid = n.oid)
                ) then
                    statement := 'drop schema opscenter_archive';
                    --@include machine/rollback/drop_empty_schema.sql
                end if;
                if pg_has_role((select c.relowner from pg_class as c where c.oid = to_regclass('opscenter.archive')), 'USAGE') then
                    if not exists (select from opscenter.archive) then
                        drop table opscenter.archive;
                    end if;
                end if;
                delete from opscenter.created_object as o
                where o.pair = pair_number and o.migration = '{{release}}';
                delete from opscenter.migration as m
                where m.pair = pair_number and m.name = '{{release}}';
                -- Who made the schema is remembered for the last one.
                update opscenter.migration as m
                set created_schema = true
                where header.created_schema and not m.created_schema;
                -- Archives and the journal refer to the pair's number.
                if not exists (select from opscenter.migration as m where m.pair = pair_number)
                    and to_regclass('opscenter.journal') is null
                    and has_table_privilege('opscenter.pair', 'DELETE')
                then
                    execute 'delete from opscenter.pair as p where p.number = $1' || case
                        when to_regclass('opscenter.archive') is not null
                            then ' and not exists (select from opscenter.archive as a where a.pair = p.number)'
                        else ''
                    end
                    using pair_number;
                end if;
            end if;

            -- The last one out takes the record along, and the schema if a script made it and nothing else is in it.
            if not exists (select from opscenter.migration)
                and not exists (select from opscenter.created_object)
                and pg_has_role((select c.relowner from pg_class as c where c.oid = record_table), 'USAGE')
            then
                drop table opscenter.created_object, opscenter.migration;
                if pg_has_role((select c.relowner from pg_class as c where c.oid = metadata.pair_table), 'USAGE') then
                    if not exists (select from opscenter.pair) then
                        drop table opscenter.pair;
                    end if;
                end if;
                if header.created_schema
                    and pg_has_role((select n.nspowner from pg_namespace as n where n.nspname = 'opscenter'), 'USAGE')
                    and not exists (
                        select
                        from pg_depend as d
                        where d.refclassid = 'pg_namespace'::regclass and d.refobjid = to_regnamespace('opscenter')
                    )
                then
                    statement := 'drop schema opscenter';
                    --@include machine/rollback/drop_empty_schema.sql
                end if;
            end if;
        end if;
    end if;
