--@ The source of the restore script: scripts/compose.sh makes the released file of it.
--@set release v2
--@set Release V2
--@set version 2.0.0
--@set forward_script create_llm_management_tables_v2.sql
--@set rollback_script rollback_llm_management_tables_v2.sql
--@set restore_script restore_llm_management_archive_v2.sql
--@set online_script run_v2_online.sql
--@set anchor llm_providers
--@set refused The archive of V2 was not restored
--@set after_settings ,
--@set subject The archive of V2
--@set unplanned could not be looked at
--@set undone was not restored, nothing was changed
--@set locked_relations l.relation in (select (t.value ->> 'table_oid')::oid from jsonb_array_elements(targets) as t (value))
-- OpsCenter V2, brought back: what rollback_llm_management_tables_v2.sql archived returns to the tables and columns of a later V2.
--
-- Run it:   psql -X -v ON_ERROR_STOP=1 -f restore_llm_management_archive_v2.sql
-- Look:     set opscenter.mode = 'plan'; before it: it reports what it would do, and changes nothing.
-- Choose:   set opscenter.archive = '3'; takes that archive only. Without it, all that are complete and not restored yet.
-- Keep:     set opscenter.on_conflict = 'keep'; lets a row or value that is there now win over an archived one.
--
-- Why it is safe
--   * It is one statement. All of it happens, or nothing, in autocommit and inside a caller's transaction alike. The last line
--     says which (INFO when done, ERROR when refused). Only a sequence that was set forward stays so: a gap in its numbers.
--   * It looks before it touches: every obstacle is named in one message, and then nothing has happened.
--   * It overwrites nothing. A row that is there with the same primary key is counted if it is equal, and refused (or kept) if it
--     is not. A value is written where the column has V2's default now; another value is refused (or kept).
--   * It changes no V1 column. Triggers of V1 that an UPDATE would fire are switched off for that long, and put back as they were;
--     the V1 columns of exactly the rows that it writes are hashed before and after, and a difference undoes everything.
--   * The archive stays. opscenter.archive.restored_at says what has been brought back: a second run has nothing to do.
--
-- Several archives at once are merged: of rows with the same primary key the newest archive's comes back, of a value the newest
-- one that is not the default; the others stay in their archives, and are counted. Numbers of audit_log are drawn anew in each
-- use of V2: a row whose number is taken by another one gets a new number, since an append-only table can give none away.
--
-- Locks, each waited for at most lock_timeout, or 0.9 s if that is 0
--   ROW EXCLUSIVE         all tables that are written; the rows of V1 that get values back are locked to the end (llm_providers last)
--   SHARE ROW EXCLUSIVE   a table with triggers that would fire, to the end; such tables come last. It stops writers, not readers
--   ACCESS EXCLUSIVE      opscenter.archive, once, to add the column restored_at
--
-- Servers: PostgreSQL 13 to 18. Steps are told as notices: docs/architecture.md, "The script protocol".

do $restore$
#variable_conflict error
declare
    -- Types are qualified here, because declarations are read under the caller's search_path.
--@include v2/parts/new_tables.sql
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
            message = format('The archive of V2 was not restored, nothing was changed: %s. %s', archived, source),
            hint = 'A row that is there, or came meanwhile, does not go together with an archived one. Change the one that is there, and run the script again.';
--@include machine/lock_timeout.sql
end
$restore$;
