--@ The handler of a lock timeout: names who holds the lock.
--@ Placeholders: subject, unplanned, undone, locked_relations.
    when lock_not_available then
--@include machine/search_path_again.sql
        raise exception using
            errcode = 'lock_not_available',
            message = format('{{subject}} %s: a lock could not be acquired within the lock timeout (%s).', case
                when planning then '{{unplanned}}'
                else '{{undone}}'
            end, coalesce(
                (
                    select string_agg(format('pid %s %s, transaction open for %s', a.pid, a.application_name,
                        coalesce(date_trunc('second', clock_timestamp() - a.xact_start)::text, 'a time that this role may not see')), '; ')
                    from pg_stat_activity as a
                    where a.pid <> pg_backend_pid()
                        and exists (
                            select
                            from pg_locks as l
                            where l.pid = a.pid
                                and l.granted
                                and (
                                    {{locked_relations}}
                                    or l.locktype = 'advisory' and (l.classid::bigint << 32) + l.objid::bigint = script_lock
                                )
                        )
                ),
                'its holder has gone since')),
            hint = 'Run the script again when that transaction has ended; set lock_timeout to wait longer.';
