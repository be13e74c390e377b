--@ The rollback script of a release.
--@file {{rollback_script}}
--@set refused The rollback of {{Release}} was refused
--@set action roll back
--@set after_settings ,
--@set subject {{Release}}
--@set unplanned could not be looked at for a rollback
--@set undone was not rolled back, nothing was changed
--@set locked_relations l.relation in (select o.table_oid from jsonb_to_recordset(ours) as o (table_oid oid))
--@include? {{release}}/about/rollback.sql

do $rollback$
#variable_conflict error
declare
    -- Types are qualified here, because declarations are read under the caller's search_path.
    new_tables constant pg_catalog.name[] := array[
--@include {{release}}/wanted.sql new_tables
    ];
--@include machine/locks.sql
--@include machine/trust/variables.sql
--@include machine/trust/own_rights_variable.sql
--@include machine/pair_variables.sql

--@include machine/rollback/variables.sql
begin
    caller_schemas := pg_catalog.current_schemas(false);
--@include machine/caller_settings.sql
        'row_security', pg_catalog.current_setting('row_security'));

--@include machine/search_path.sql
--@include machine/planner.sql
--@include machine/caller_schemas.sql

--@include machine/mode.sql
--@include machine/rollback/discard.sql

    -- One run at a time. Below, a table's lock is waited for no longer than deadlock_timeout's default: so it is this run that
    -- gives way, and never a transaction of V1.
--@include machine/runner_lock.sql
--@include machine/trust/check.sql

    -- A row that a policy hides would be lost: with row_security off PostgreSQL raises an error instead of hiding it.
    perform set_config('row_security', 'off', true);

--@include machine/metadata.sql
--@include machine/earlier_layout.sql
--@include machine/home.sql
--@include machine/upgrade_layout.sql
--@include machine/find_pair.sql
--@include machine/rename_pair.sql

--@include machine/rollback/record.sql

    if header.state is not null then
--@include machine/rollback/objects.sql

--@include machine/rollback/obstacles.sql

--@include machine/rollback/archive.sql

--@include machine/rollback/base_tables.sql

--@include machine/rollback/rows.sql

--@include machine/rollback/archive_rights.sql

--@include machine/rollback/drops.sql

--@include machine/rollback/execute.sql

--@include machine/rollback/statements.sql
--@include machine/rollback/report.sql

--@include machine/next_units.sql
--@include machine/restore_settings.sql
exception
--@include machine/lock_timeout.sql
end
$rollback$;
