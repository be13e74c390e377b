--@ The source of the forward script: scripts/compose.sh makes the released file of it.
--@set release v2
--@set Release V2
--@set version 2.0.0
--@set forward_script create_llm_management_tables_v2.sql
--@set rollback_script rollback_llm_management_tables_v2.sql
--@set restore_script restore_llm_management_archive_v2.sql
--@set online_script run_v2_online.sql
--@set anchor llm_providers
--@set refused V2 was refused
--@set action apply
--@set after_settings );
--@set subject V2
--@set unplanned could not be planned
--@set undone was not applied, nothing was changed
--@set locked_relations l.relation = any (array(select (r.value ->> 'table_oid')::oid from jsonb_each(relations) as r))
-- OpsCenter V2: three columns for llm_providers, six for llm_usage_logs, eight new tables.
--
-- Run it:   psql -X -v ON_ERROR_STOP=1 -f create_llm_management_tables_v2.sql
-- Look:     set opscenter.mode = 'plan'; before it: it reports what it would do, and changes nothing.
-- Try:      begin; \i create_llm_management_tables_v2.sql ... rollback; leaves nothing behind.
-- Online:   run_v2_online.sql, for a database under load: several transactions, none of which V1's traffic feels.
-- Undo:     rollback_llm_management_tables_v2.sql
--
-- Why it is safe
--   * It is one statement. All of it happens, or nothing, in autocommit and inside a caller's transaction alike; it controls no
--     transaction itself. The last line says which (INFO when done, ERROR when refused).
--   * It only adds. It writes no row of an existing table, and drops, renames or retypes nothing. The two ALTER TABLEs add columns
--     without a default or with a constant one, which PostgreSQL does without a rewrite (manual, ALTER TABLE, Notes); a foreign
--     key that comes with its new column is valid at once, since there is nothing to check.
--   * It looks before it touches: every obstacle is named in one message, and then nothing has happened.
--   * It trusts no names. llm_providers and llm_usage_logs are resolved once by the search_path; columns, keys and indexes are
--     judged by definition on that relation. A name that is taken by something else gets a suffix.
--   * It records each object that it creates in schema opscenter, where the rollback reads it.
--   * Run again, it finds everything in place and writes nothing, takes no lock beyond those of reading.
--   * It needs no extension and no superuser: ownership of the two tables, CREATE on their schema, and a place for its record.
--   * It refuses to keep writers of a big table waiting for its index builds, unless opscenter.allow_blocking is on.
--
-- Locks, held from the first to the end of the statement, taken only for what is missing:
--   ACCESS EXCLUSIVE   llm_providers, then llm_usage_logs (ADD COLUMN), waited for at most lock_timeout, or 0.9 s if that is 0
--   SHARE              the same two, while their new indexes are built: this grows with the number of rows
--   SHARE ROW EXCLUSIVE  model_servers, model_deployments (foreign keys); they are new, nobody else sees them yet
-- A second run at the same time waits for the first one (advisory lock), at most lock_timeout, or a minute if that is 0.
--
-- With opscenter.mode = 'online' it creates the new tables, and touches no table that was there before. What is to be done to
-- those, it leaves in the setting opscenter.next, each unit to be executed by itself; run again afterwards, it completes the
-- record and leaves the setting empty. docs/architecture.md, "Online", says what a unit is.
--
-- Servers: PostgreSQL 13 to 18. Steps are told as notices: docs/architecture.md, "The script protocol".

do $v2$
#variable_conflict error
declare
    -- Types are qualified here, because declarations are read under the caller's search_path.
--@include v2/parts/new_tables.sql
--@include machine/locks.sql
--@include v2/parts/append_only.sql
--@include machine/trust/variables.sql
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
            message = 'V2 was refused, nothing was changed: this server is older than PostgreSQL 13.',
            hint = 'V2 needs gen_random_uuid(), which is part of PostgreSQL since 13. Upgrade the server first.';
    end if;
--@include machine/mode.sql
    verb := case when planning then 'would be created' else 'created' end;

--@include v2/parts/wanted.sql

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

--@include machine/apply/report.sql

--@include machine/next_units.sql
--@include machine/restore_settings.sql
exception
--@include machine/lock_timeout.sql
end
$v2$;
