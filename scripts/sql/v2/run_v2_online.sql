-- OpsCenter V2 for a database under load, by psql: several short transactions, and indexes that are built concurrently.
--
-- Apply:      psql -X -f run_v2_online.sql
-- Roll back:  psql -X -v script=rollback_llm_management_tables_v2.sql -f run_v2_online.sql
-- Allow:      -v allow=publications,row-security   what it refuses otherwise (a rollback never hides rows from itself)
--             -v keeps_session=yes                 a port mapping, a tunnel, or a pooler that keeps sessions stands between
--
-- It runs the script in online mode, executes what that leaves in the setting opscenter.next, unit by unit, and begins again until
-- nothing is left. It may be interrupted at any point: run again, it resumes there. Exit code 0 means that it was done.
--
-- Before it sets anything it refuses to run inside a transaction block, through a transaction pooler, on a standby or read-only, where
-- row security hides rows, and where subscribers of published tables would stop. At its end, with or without an error, it puts the
-- settings of the session back and releases its lock.
--
-- Locks: each unit is a transaction of its own that asks for one strong lock, on one table, waits for it at most 0.3 s, gives up all
-- of its locks, sleeps, and asks again, for some ten minutes at the most; then it ends with an error, and what is done stays. Index
-- builds take SHARE UPDATE EXCLUSIVE, which keeps neither readers nor writers out. One runner at a time: a session-level advisory lock.
--
-- Every name and operator outside of a DO block is qualified: others may write to schemas of the caller's search_path. A DO block pins
-- the path first. The file includes itself to get back control when a statement fails.

\if :{?opscenter_round}
    \set ON_ERROR_STOP on
    \ir :script

    -- From opscenter.next to statements. A transaction is one DO block that tries again; an index build or VACUUM has to be alone.
    do $opscenter$
    declare
        unit pg_catalog.jsonb;
        statements pg_catalog.text[] := '{}';
        own_role pg_catalog.text;
    begin
        perform pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
        if current_setting('opscenter.pid', true) is distinct from pg_backend_pid()::text then
            raise exception 'The server process of this session has changed: a connection pooler in transaction mode stands between.'
                using hint = 'Connect to the server directly, or to a pool in session mode. What is done stays; run it again there.';
        end if;
        own_role := case current_setting('role') when 'none' then 'none' else quote_ident(current_setting('role')) end;
        for unit in
            select u.value
            from jsonb_array_elements(coalesce(nullif(current_setting('opscenter.next'), ''), '[]')::jsonb) with ordinality as u (value, ordinal)
            order by u.ordinal
        loop
            statements := statements || format('do %L', format('begin raise info ''%%'', %L; end', unit ->> 'message'));
            if unit ->> 'kind' = 'alone' then
                statements := statements || 'set lock_timeout = ''10min'''::text
                    || case when unit ->> 'role' is not null then array[format('set role %I', unit ->> 'role')] else '{}' end
                    || (unit -> 'statements' ->> 0)
                    || case when unit ->> 'role' is not null then array[format('set role %s', own_role)] else '{}' end
                    || 'set lock_timeout = ''300ms'''::text;
                continue;
            end if;
            statements := statements || format('do %L', format($unit$
                declare
                    statement pg_catalog.text;
                begin
                    for attempt in 1 .. 600 loop
                        perform pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
                        begin
                            perform set_config('role', %L, true);
                            foreach statement in array %L::text[] loop
                                execute statement;
                            end loop;
                            return;
                        exception
                            when lock_not_available or deadlock_detected then
                                if attempt OPERATOR(pg_catalog.=) 600 then
                                    raise;
                                end if;
                        end;
                        -- The failed attempt took its settings and locks along.
                        perform pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
                        perform pg_sleep(least(0.1 * attempt, 1.5) * (0.5 + random() / 2));
                    end loop;
                end
                $unit$,
                coalesce(unit ->> 'role', current_setting('role')),
                array(
                    select s.value
                    from jsonb_array_elements_text(unit -> 'statements') with ordinality as s (value, ordinal)
                    order by s.ordinal)));
        end loop;
        perform set_config('opscenter.statements', to_jsonb(statements)::text, false);
    end
    $opscenter$;
    select pg_catalog.jsonb_array_elements_text(pg_catalog.current_setting('opscenter.statements')::pg_catalog.jsonb)
    \gexec

    select case when pg_catalog.current_setting('opscenter.next') operator(pg_catalog.=) '' then null else 'more' end as opscenter_more,
        :opscenter_round operator(pg_catalog.+) 1 as opscenter_round,
        :opscenter_round operator(pg_catalog.<) 10 as opscenter_may_go_on
    \gset
    \if :{?opscenter_more}
        \if :opscenter_may_go_on
            \ir run_v2_online.sql
        \else
            do 'begin raise exception ''After ten rounds there was still something to do: somebody undoes it.''; end';
        \endif
    \else
        \set opscenter_done yes
    \endif
\else
    \set ON_ERROR_STOP on
    \unset opscenter_refusal
    \unset opscenter_done
    \if :{?script}
    \else
        \set script create_llm_management_tables_v2.sql
    \endif
    \if :{?allow}
    \else
        \set allow ''
    \endif
    \if :{?keeps_session}
    \else
        \set keeps_session ''
    \endif

    -- A statement of its own begins its own transaction: inside a block that one began earlier. Behind a pooler the server is asked for
    -- another address than psql, or gives two statements two processes.
    select pg_catalog.pg_backend_pid() as opscenter_pid
    \gset
    select pg_catalog.pg_backend_pid() as opscenter_pid_2
    \gset
    select pg_catalog.pg_backend_pid() as opscenter_pid_3
    \gset
    select r.refusal as opscenter_refusal, r.remedy as opscenter_remedy
    from (values (1)) as one (number)
    left join (
        values
            (
                case when pg_catalog.transaction_timestamp() operator(pg_catalog.<>) pg_catalog.statement_timestamp()
                    then 'it would run inside a transaction block, and keep each lock until that ends'
                end,
                'Run it with psql -X -f, without -1, without begin, with AUTOCOMMIT on, and without FETCH_COUNT.'
            ),
            (
                case
                    when :'opscenter_pid' operator(pg_catalog.<>) :'opscenter_pid_2' or :'opscenter_pid' operator(pg_catalog.<>) :'opscenter_pid_3'
                        then 'two statements met two server processes: a connection pooler in transaction mode stands between'
                end,
                'Connect to the server directly, or to a pool in session mode.'
            ),
            (
                case
                    when :'keeps_session' operator(pg_catalog.=) 'yes' then null
                    when pg_catalog.starts_with(:'HOST', '/') and pg_catalog.inet_server_addr() is null then null
                    when pg_catalog.starts_with(:'HOST', '/') or pg_catalog.inet_server_addr() is null
                        or pg_catalog.inet_server_port()::pg_catalog.text operator(pg_catalog.<>) :'PORT'
                        then pg_catalog.format(
                            'psql is connected to %s, port %s, but the server says %s: a connection pooler or a port mapping stands between, '
                                'and a pooler in transaction mode would give the settings and the lock of this session to others',
                            :'HOST', :'PORT', coalesce('port ' operator(pg_catalog.||) pg_catalog.inet_server_port()::pg_catalog.text, 'a Unix socket'))
                end,
                'Connect to the server directly, or to a pool in session mode. If what stands between keeps sessions together: psql -v keeps_session=yes'
            )
    ) as r (refusal, remedy) on r.refusal is not null
    limit 1
    \gset
    \if :{?opscenter_refusal}
        select pg_catalog.format('do %L', pg_catalog.format(
            'begin raise exception using errcode = ''OCREF'', message = %L, hint = %L; end',
            pg_catalog.format('run_v2_online.sql was refused, nothing was changed: %s.', :'opscenter_refusal'), :'opscenter_remedy'))
        \gexec
    \endif
    \ir run_v2_online_guards.sql

    do $opscenter$
    begin
        if not pg_catalog.pg_try_advisory_lock(pg_catalog.hashtextextended('opscenter.journal', 0)) then
            raise exception 'Another runner is at work on this database. Nothing was changed.'
                using hint = 'Run it again when that one has finished.';
        end if;
        perform pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
        perform set_config('opscenter.session', jsonb_object_agg(s.name, s.value)::text, false)
        from (
            select p.name, current_setting(p.name) as value
            from pg_settings as p
            where p.name in ('lock_timeout', 'statement_timeout', 'idle_in_transaction_session_timeout', 'transaction_timeout')
            union all
            select c.name, coalesce(current_setting(c.name, true), '')
            from unnest(array['role', 'opscenter.mode', 'opscenter.next', 'opscenter.pid', 'opscenter.statements']) as c (name)
        ) as s (name, value);
        perform set_config(p.name, case p.name when 'lock_timeout' then '300ms' else '0' end, false)
        from pg_settings as p
        where p.name in ('lock_timeout', 'statement_timeout', 'idle_in_transaction_session_timeout', 'transaction_timeout');
        perform set_config('opscenter.mode', 'online', false);
        perform set_config('opscenter.pid', pg_backend_pid()::text, false);
    end
    $opscenter$;

    \set opscenter_round 0
    \set ON_ERROR_STOP off
    \ir run_v2_online.sql
    \unset opscenter_round
    do $opscenter$
    begin
        perform pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
        perform set_config(s.key, s.value, false)
        from jsonb_each_text(current_setting('opscenter.session')::jsonb) as s;
        perform set_config('opscenter.session', '', false);
        -- Not left to the end of the session: its backend ends some time after psql, and an interactive one goes on.
        perform pg_advisory_unlock(hashtextextended('opscenter.journal', 0));
    end
    $opscenter$;
    \set ON_ERROR_STOP on
    -- Not :ERROR, which a script that cannot be opened leaves as it was.
    \if :{?opscenter_done}
    \else
        do 'begin raise exception ''run_v2_online.sql ended with the error above. What is done stays; run again, it resumes there.''; end';
    \endif
\endif
