-- OpsCenter V2 for a database under load, by psql: several short transactions, and indexes that are built concurrently.
--
-- Apply:      psql -X -f run_v2_online.sql
-- Roll back:  psql -X -v script=rollback_llm_management_tables_v2.sql -f run_v2_online.sql
--
-- It runs the script in online mode, executes what that leaves in the setting opscenter.next, unit by unit, and begins again until
-- nothing is left. It may be interrupted at any point: run again, it goes on from there.
--
-- Locks: each unit is a transaction of its own that asks for one strong lock, on one table, waits for it at most 0.3 s, sleeps, and
-- asks again, for some ten minutes at the most; then it ends with an error, and what is done stays. Index builds take SHARE UPDATE
-- EXCLUSIVE, which keeps neither readers nor writers out. One runner at a time: a session-level advisory lock.

\set ON_ERROR_STOP on
\if :{?script}
\else
    \set script create_llm_management_tables_v2.sql
\endif
\if :{?opscenter_rounds}
\else
    \set opscenter_rounds 0
    set lock_timeout = '300ms';
    set statement_timeout = 0;
    set idle_in_transaction_session_timeout = 0;
    select pg_catalog.current_setting('server_version_num')::integer >= 170000 as opscenter_limits_transactions
    \gset
    \if :opscenter_limits_transactions
        set transaction_timeout = 0;
    \endif
    set opscenter.mode = 'online';
    do $runner$
    begin
        if not pg_catalog.pg_try_advisory_lock(pg_catalog.hashtextextended('opscenter.journal', 0)) then
            raise exception 'Another runner is at work on this database. Nothing was changed.'
                using hint = 'Run it again when that one has finished.';
        end if;
    end
    $runner$;
\endif

\ir :script

-- A transaction is one DO statement that tries again after a lock timeout; an index build or VACUUM has to be alone.
select q.statement
from pg_catalog.jsonb_array_elements(coalesce(nullif(pg_catalog.current_setting('opscenter.next'), ''), '[]')::pg_catalog.jsonb)
    with ordinality as u (value, ordinal)
cross join lateral (
    select 0 as part, pg_catalog.format('do %L', pg_catalog.format('begin raise info ''%%'', %L; end', u.value ->> 'message')) as statement
    union all
    select 1, pg_catalog.format('do %L', pg_catalog.format(
        'declare
            statement text;
        begin
            for attempt in 1 .. 600 loop
                begin
                    foreach statement in array %L::text[] loop
                        execute statement;
                    end loop;
                    return;
                exception
                    when lock_not_available or deadlock_detected then
                        if attempt = 600 then
                            raise;
                        end if;
                end;
                perform pg_catalog.pg_sleep(least(0.1 * attempt, 1.5) * (0.5 + pg_catalog.random() / 2));
            end loop;
        end',
        array(select s from pg_catalog.jsonb_array_elements_text(u.value -> 'statements') as s)))
    where u.value ->> 'kind' = 'transaction'
    union all
    select s.ordinal, s.statement
    from pg_catalog.unnest(array['set lock_timeout = ''10min''', u.value -> 'statements' ->> 0, 'set lock_timeout = ''300ms'''])
        with ordinality as s (statement, ordinal)
    where u.value ->> 'kind' = 'alone'
) as q
order by u.ordinal, q.part
\gexec

select pg_catalog.current_setting('opscenter.next') <> '' and :opscenter_rounds < 10 as opscenter_more,
    :opscenter_rounds + 1 as opscenter_rounds
\gset
\if :opscenter_more
    \ir run_v2_online.sql
\else
    -- Not left to the end of the session: its backend ends some time after psql, and an interactive one goes on.
    do 'begin perform pg_catalog.pg_advisory_unlock(pg_catalog.hashtextextended(''opscenter.journal'', 0)); end';
\endif
