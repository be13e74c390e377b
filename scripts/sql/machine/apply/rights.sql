--@ Obstacles: what the role may not do.
    units := units || builds;
    has_work := cardinality(statements) > 0 or units <> '[]';

    -- What this role may do, asked only if there is something to do.
    if has_work or record_state is distinct from 'applied' then
        for relation in
            with recursive family as (
                select a.table_oid
                from unnest(altered) as a (table_oid)
                union
                select i.inhrelid
                from pg_inherits as i
                join family as f on f.table_oid = i.inhparent
            )
            select format('%I.%I', n.nspname, c.relname) as qualified, n.nspname as schema_name, c.relname as table_name,
                pg_get_userbyid(c.relowner) as owner, c.relowner as owner_oid
            from family as f
            join pg_class as c on c.oid = f.table_oid
            join pg_namespace as n on n.oid = c.relnamespace
            where not pg_has_role(c.relowner, 'USAGE')
            order by 1
        loop
            steps := steps || jsonb_build_object('kind', 'OCOBS', 'object', 'table', 'schema', relation.schema_name, 'table', relation.table_name,
                'message',
--@set table relation
                --@include machine/owner_message.sql
            );
        end loop;

        for relation in
            select n.nspname as schema_name
            from pg_namespace as n
            where n.oid = any (indexed || home.schema_oid)
                and has_work
                and not has_schema_privilege(n.oid, 'CREATE')
        loop
            steps := steps || jsonb_build_object('kind', 'OCOBS', 'object', 'schema', 'schema', relation.schema_name, 'message', format(
                'role %I may not create anything in schema %I: grant create on schema %2$I to %1$I;', current_user, relation.schema_name));
        end loop;

        for relation in
            select t.spcname as tablespace_name
            from pg_tablespace as t
            where has_work
                and t.spcname = current_setting('default_tablespace')
                and t.oid <> (select d.dattablespace from pg_database as d where d.datname = current_database())
                and not has_tablespace_privilege(t.oid, 'CREATE')
        loop
            steps := steps || jsonb_build_object('kind', 'OCOBS', 'message', format(
                'role %I may not create anything in tablespace %I, which default_tablespace names: grant create on tablespace %2$I to %1$I;',
                current_user, relation.tablespace_name));
        end loop;

        for relation in
            select distinct r.key as table_name, (r.value ->> 'table_oid')::oid as table_oid, pg_get_userbyid(c.relowner) as owner
            from jsonb_to_recordset(wanted_references) as w (table_name name, referenced_table name)
            join jsonb_each(relations) as r on r.key = w.referenced_table
            join pg_class as c on c.oid = (r.value ->> 'table_oid')::oid
            where has_work
                and not has_table_privilege(c.oid, 'REFERENCES')
        loop
            steps := steps || jsonb_build_object('kind', 'OCOBS', 'object', 'table', 'schema', home.schema_name, 'table', relation.table_name,
                'message', format('table %I.%I belongs to role %I: a foreign key to it needs: grant references on %1$I.%2$I to %4$I;',
                    home.schema_name, relation.table_name, relation.owner, current_user));
        end loop;

        if record_schema.schema_oid is null then
            if work_role is null and not has_database_privilege(current_database(), 'CREATE') then
                steps := steps || jsonb_build_object('kind', 'OCOBS', 'object', 'schema', 'schema', 'opscenter', 'message', format(
                    'role %I may not create schema opscenter, where {{Release}} records what it creates. An administrator has to run: create schema opscenter authorization %1$I;',
                    current_user));
            end if;
        elsif record_schema.table_oid is null then
            if not has_schema_privilege(record_schema.schema_oid, 'CREATE') or not has_schema_privilege(record_schema.schema_oid, 'USAGE') then
                steps := steps || jsonb_build_object('kind', 'OCOBS', 'object', 'schema', 'schema', 'opscenter', 'message', format(
                    'role %I may not create anything in schema opscenter, where {{Release}} records what it creates. Its owner has to run: grant usage, create on schema opscenter to %1$I;',
                    current_user));
            end if;
        elsif not coalesce(record_schema.is_writable, false) then
            steps := steps || jsonb_build_object('kind', 'OCOBS', 'object', 'table', 'schema', 'opscenter', 'table', 'migration', 'message', format(
                case
                    -- Who may write the record says what is dropped: only who could drop it is told how to get there.
                    when exists (
                            select
                            from pg_class as c
                            where c.oid = home.table_oid and pg_has_role(c.relowner, 'USAGE')
                        ) then
                        'role %I may not write the record in schema opscenter. Its owner has to run: grant usage on schema opscenter to %1$I; grant select, insert, update, delete on opscenter.pair, opscenter.migration, opscenter.created_object to %1$I;'
                    else 'role %I may not write the record in schema opscenter, and is not the owner of V1''s tables. Run as that one.'
                end,
                current_user));
        end if;

        if current_setting('transaction_read_only')::boolean then
            steps := steps || jsonb_build_object('kind', 'OCOBS', 'message', case
                when pg_is_in_recovery() then 'this server is a standby and takes no writes. Connect to the primary.'
                else 'this transaction is read-only. Run in one that may write: set default_transaction_read_only = off;'
            end);
        end if;
    end if;

    if has_work and record_state is null and work_role is null and base_owner <> (select r.oid from pg_roles as r where r.rolname = current_user) then
        steps := steps || jsonb_build_object('kind', 'OCTIP', 'object', 'schema', 'schema', 'opscenter', 'message', format(
            'what {{Release}} creates %s to role %I and not to %I, the owner of V1''s tables: it cannot be created as that role, which would need CREATE on '
            'schema %I and on schema opscenter, power over what is there already, and no forced row security. Other logins than this one cannot resume it.',
            case when planning then 'would belong' else 'belongs' end, current_user, pg_get_userbyid(base_owner), home.schema_name));
    end if;
