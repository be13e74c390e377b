--@ The restore script of a release.
--@file {{restore_script}}
--@set refused The archive of {{Release}} was not restored
--@set after_settings ,
--@set subject The archive of {{Release}}
--@set unplanned could not be looked at
--@set undone was not restored, nothing was changed
--@set locked_relations l.relation in (select (t.value ->> 'table_oid')::oid from jsonb_array_elements(targets) as t (value))
--@include? {{release}}/about/restore.sql

do $restore$
#variable_conflict error
declare
    -- Types are qualified here, because declarations are read under the caller's search_path.
    new_tables constant pg_catalog.name[] := array[
--@include {{release}}/wanted.sql new_tables
    ];
--@include machine/locks.sql
--@include machine/trust/variables.sql
--@include machine/pair_variables.sql

--@include machine/restore/variables.sql
begin
    caller_schemas := pg_catalog.current_schemas(false);
--@include machine/caller_settings.sql
        'extra_float_digits', pg_catalog.current_setting('extra_float_digits'),
        'row_security', pg_catalog.current_setting('row_security'));

--@include machine/search_path.sql
    -- Content is compared as text: every digit counts.
    perform set_config('extra_float_digits', '1', true);
--@include machine/planner.sql
--@include machine/caller_schemas.sql
--@include machine/restore/options.sql

    -- One run at a time. Below, a lock is waited for no longer than deadlock_timeout's default: so it is this run that gives
    -- way, and never a transaction of V1.
--@include machine/runner_lock.sql
--@include machine/trust/check.sql

    -- A row that a policy hides would be taken for missing: with row_security off PostgreSQL raises an error instead of hiding it.
    perform set_config('row_security', 'off', true);

--@include machine/metadata.sql
--@include machine/earlier_layout.sql
--@include machine/home.sql
--@include machine/upgrade_layout.sql
--@include machine/find_pair.sql
--@include machine/rename_pair.sql

--@include machine/restore/archives.sql

--@include machine/restore/targets.sql

--@include machine/restore/tables.sql

--@include machine/restore/execute.sql

--@include machine/restore/report.sql
--@include machine/restore_settings.sql
exception
    when unique_violation or foreign_key_violation or check_violation or not_null_violation or exclusion_violation then
--@include machine/search_path_again.sql
        get stacked diagnostics archived = message_text, source = pg_exception_detail;
        raise exception using
            errcode = 'OCREF',
            message = format('The archive of {{Release}} was not restored, nothing was changed: %s. %s', archived, source),
            hint = 'A row that is there, or came meanwhile, does not go together with an archived one. Change the one that is there, and run the script again.';
--@include machine/lock_timeout.sql
end
$restore$;
