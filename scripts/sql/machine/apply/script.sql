--@ The forward script of a release.
--@file {{forward_script}}
--@set refused {{Release}} was refused
--@set action apply
--@set after_settings );
--@set subject {{Release}}
--@set unplanned could not be planned
--@set undone was not applied, nothing was changed
--@set locked_relations l.relation = any (array(select (r.value ->> 'table_oid')::oid from jsonb_each(relations) as r))
--@include? {{release}}/about/apply.sql

do ${{release}}$
#variable_conflict error
declare
    -- Types are qualified here, because declarations are read under the caller's search_path.
    new_tables constant pg_catalog.name[] := array[
--@include {{release}}/wanted.sql new_tables
    ];
--@include machine/locks.sql
--@include? {{release}}/parts/variables.sql
--@include machine/trust/variables.sql
--@include machine/trust/own_rights_variable.sql
--@include machine/pair_variables.sql

--@include machine/apply/variables.sql
begin
    caller_schemas := pg_catalog.current_schemas(false);
--@include machine/caller_settings.sql

--@include machine/search_path.sql
--@include machine/planner.sql
--@include machine/caller_schemas.sql

    if current_setting('server_version_num')::integer < 130000 then
        raise exception using
            errcode = 'OCREF',
            message = '{{Release}} was refused, nothing was changed: this server is older than PostgreSQL 13.',
            hint = '{{Release}} needs gen_random_uuid(), which is part of PostgreSQL since 13. Upgrade the server first.';
    end if;
--@include machine/mode.sql
    verb := case when planning then 'would be created' else 'created' end;

--@include {{release}}/wanted.sql wanted

    ---------------------------------------------------------------------------------------------------------------------------
    -- What is there: nothing is touched in this part. It fills steps (what to say) and statements (what to do).
    ---------------------------------------------------------------------------------------------------------------------------

    -- One run at a time. Below, a table's lock is waited for no longer than deadlock_timeout's default: so it is this run that
    -- gives way, and never a transaction of V1.
--@include machine/runner_lock.sql
--@include machine/trust/check.sql

--@include machine/apply/tables.sql
--@include machine/trust/wanted.sql

--@include machine/metadata.sql
--@include machine/earlier_layout.sql
--@include machine/upgrade_layout.sql
--@include machine/find_pair.sql
--@include machine/rename_pair.sql

--@include machine/apply/record.sql

--@include machine/apply/pair.sql

--@include machine/apply/objects.sql

--@include machine/apply/rights.sql

--@include machine/apply/blocking.sql

--@include machine/apply/execute.sql

--@include machine/apply/created_objects.sql

--@include machine/apply/statements.sql
--@include machine/apply/report.sql

--@include machine/next_units.sql
--@include machine/restore_settings.sql
exception
--@include machine/lock_timeout.sql
end
${{release}}$;
