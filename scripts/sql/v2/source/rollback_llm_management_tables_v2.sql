--@ The source of the rollback script: scripts/compose.sh makes the released file of it.
--@set release v2
--@set Release V2
--@set version 2.0.0
--@set forward_script create_llm_management_tables_v2.sql
--@set rollback_script rollback_llm_management_tables_v2.sql
--@set restore_script restore_llm_management_archive_v2.sql
--@set online_script run_v2_online.sql
--@set anchor llm_providers
--@set refused The rollback of V2 was refused
--@set action roll back
--@set after_settings ,
--@set subject V2
--@set unplanned could not be looked at for a rollback
--@set undone was not rolled back, nothing was changed
--@set locked_relations l.relation in (select o.table_oid from jsonb_to_recordset(ours) as o (table_oid oid))
-- OpsCenter V2, undone: drops exactly what create_llm_management_tables_v2.sql recorded that it created.
--
-- Run it:   psql -X -v ON_ERROR_STOP=1 -f rollback_llm_management_tables_v2.sql
-- Look:     set opscenter.mode = 'plan'; before it: it reports what it would do, and changes nothing.
-- Try:      begin; \i rollback_llm_management_tables_v2.sql ... rollback; leaves nothing behind.
-- Online:   run_v2_online.sql, for a database under load: several transactions, none of which V1's traffic feels.
-- Discard:  set opscenter.discard = '<name of the database>'; before it: rows are dropped without a copy. Nothing else loses any.
-- Back:     restore_llm_management_archive_v2.sql, after V2 was applied again.
--
-- Why it is safe
--   * It is one statement. All of it happens, or nothing, in autocommit and inside a caller's transaction alike. The last line
--     says which (INFO when done, ERROR when refused).
--   * It reads the record in schema opscenter and drops nothing else: what was there before V2 stays, with its values. On a
--     database without the record it says so and does nothing.
--   * An object is ours by identity: the OID of the relation, the number of the column, name and definition of the rest. In a
--     database that was dumped and restored, where OIDs are new, names take their place.
--   * It loses no row. Rows of V2's tables, values of V2's columns with the primary key of their rows, and the positions of
--     sequences are copied to schema opscenter_archive first (to opscenter, for a role that may not create a schema), under
--     the locks that keep new ones out. Table opscenter.archive says what is where.
--   * It never cascades. What somebody else built on V2's objects (a view, a foreign key, an index, a column, a publication) makes
--     it refuse with the names. Function bodies that are kept as text are unknown to PostgreSQL: those it cannot see.
--
-- Locks, held from the first to the end of the statement, each waited for at most lock_timeout, or 0.9 s if that is 0:
--   ACCESS EXCLUSIVE   V2's tables, then the V1 tables that V2 added to, last of all llm_usage_logs; the copying of values from V1's
--                      tables happens under it and grows with the number of rows: of a big table it is refused, unless
--                      opscenter.allow_blocking is on
--
-- With opscenter.mode = 'online' V1's tables come first, one by one, as units in the setting opscenter.next, each to be executed by
-- itself (docs/architecture.md, "Online"). Of a big table the values are copied without a strong lock, while triggers note the rows
-- that are written meanwhile; those are copied again, until few are left, and the lock is held only to copy these and to drop. V2's
-- tables follow in a last run of the script.
--   SHARE ROW EXCLUSIVE  a V1 table, for milliseconds, to put the triggers on it
--   ACCESS EXCLUSIVE     a V1 table, for milliseconds; and model_servers and model_deployments, to which its foreign keys point
--
-- Servers: PostgreSQL 13 to 18. Steps are told as notices: docs/architecture.md, "The script protocol".

do $rollback$
#variable_conflict error
declare
    -- Types are qualified here, because declarations are read under the caller's search_path.
--@include v2/parts/new_tables.sql
--@include machine/locks.sql
--@include machine/trust/variables.sql
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

--@include machine/rollback/report.sql

--@include machine/next_units.sql
--@include machine/restore_settings.sql
exception
--@include machine/lock_timeout.sql
end
$rollback$;
