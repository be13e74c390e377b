--@ Keeps two scripts, and a script and a runner of many transactions, apart. Placeholder: refused.
    if not planning then
        if coalesce(current_setting('opscenter.runner', true), '') <> 'held' and not pg_try_advisory_xact_lock_shared(runner_lock) then
            raise exception using
                errcode = 'OCREF',
                message = format('{{refused}}, nothing was changed: a runner is at work on this database (%s).', coalesce(
                    (
                        select string_agg(format('pid %s %s', l.pid, a.application_name), ', ')
                        from pg_locks as l
                        left join pg_stat_activity as a on a.pid = l.pid
                        where l.locktype = 'advisory'
                            and l.database = (select d.oid from pg_database as d where d.datname = current_database())
                            and (l.classid::bigint << 32) | l.objid::bigint = runner_lock
                            and l.objsubid = 1
                            and l.granted
                            and l.pid <> pg_backend_pid()
                    ),
                    'it has ended since')),
                hint = 'Run the script again when it has finished.';
        end if;
        if caller_settings ->> 'lock_timeout' = '0' then
            perform set_config('lock_timeout', '60s', true);
        end if;
        perform pg_advisory_xact_lock(script_lock);
        if caller_settings ->> 'lock_timeout' = '0' then
            perform set_config('lock_timeout', '900ms', true);
        end if;
    end if;
