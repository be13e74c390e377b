namespace OpsCenter.Migrations.Diagnosis;

/// <summary>
/// What a specialist asks for first, from the catalogs only: no query reads a row of a table, the text of another session's statement, a
/// connection string of a subscription, or a setting that may hold a secret. Each has one column of text, a row for a line.
/// </summary>
internal static class DiagnosisQueries
{
    /// <summary>Those that change how a migration runs. Every other setting is left out, because it may hold a path or a password.</summary>
    public static readonly string[] Settings =
    [
        "autovacuum",
        "data_checksums",
        "DateStyle",
        "deadlock_timeout",
        "default_table_access_method",
        "default_tablespace",
        "default_transaction_isolation",
        "default_transaction_read_only",
        "event_triggers",
        "fsync",
        "hot_standby",
        "idle_in_transaction_session_timeout",
        "jit",
        "lc_messages",
        "lock_timeout",
        "maintenance_work_mem",
        "max_connections",
        "max_locks_per_transaction",
        "max_parallel_maintenance_workers",
        "max_prepared_transactions",
        "max_wal_senders",
        "max_wal_size",
        "row_security",
        "search_path",
        "server_encoding",
        "session_replication_role",
        "shared_buffers",
        "ssl",
        "statement_timeout",
        "synchronous_commit",
        "synchronous_standby_names",
        "TimeZone",
        "track_counts",
        "transaction_timeout",
        "wal_level",
        "work_mem",
    ];

    public const string Server = """
        select x.line
        from (
            select 1 as part, version() as line
            union all
            select 2, format('database %I, %s, encoding %s, owner %I', d.datname, pg_size_pretty(pg_database_size(d.oid)),
                pg_encoding_to_char(d.encoding), pg_get_userbyid(d.datdba))
            from pg_database d
            where d.datname = current_database()
            union all
            select 3, format('session user %I, current user %I, superuser: %s, member of: %s', session_user, current_user,
                current_setting('is_superuser'), coalesce((
                    select string_agg(quote_ident(r.rolname), ', ' order by r.rolname)
                    from pg_roles r
                    where r.rolname <> current_user and pg_has_role(current_user, r.oid, 'MEMBER') and not r.rolsuper), 'none'))
            union all
            select 4, format('in recovery: %s, prepared transactions: %s, replication slots: %s', pg_is_in_recovery(),
                (select count(*) from pg_prepared_xacts), (select count(*) from pg_replication_slots))
        ) x
        order by x.part
        """;

    /// <summary>As a session of this role has them at its start: what the engine sets for itself is not shown.</summary>
    public const string SettingValues = """
        select format('%s = %s%s%s', s.name, s.reset_val, ' ' || s.unit, ' (' || nullif(s.source, 'session') || ')')
        from pg_settings s
        where s.name = any ($1::text[])
        order by lower(s.name)
        """;

    public const string Objects = """
        select x.line
        from (
            select 1 as part, e.extname as name, format('extension %I %s in schema %s', e.extname, e.extversion, e.extnamespace::regnamespace) as line
            from pg_extension e
            union all
            select 2, t.evtname, format('event trigger %I on %s, %s, owner %I', t.evtname, t.evtevent,
                case t.evtenabled when 'D' then 'disabled' else 'enabled' end, pg_get_userbyid(t.evtowner))
            from pg_event_trigger t
            union all
            select 3, p.pubname, format('publication %I, all tables: %s, owner %I', p.pubname, p.puballtables, pg_get_userbyid(p.pubowner))
            from pg_publication p
        ) x
        order by x.part, x.name
        """;

    /// <summary>$1: the schemas of the search_path; $2: the names of the tables.</summary>
    public const string Tables = """
        with wanted as (
            select c.*, format('%I.%I', n.nspname, c.relname) as qualified
            from pg_class c
            join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p', 'v', 'm', 'f')
                and (n.nspname = any ($1::text[]) and c.relname = any ($2::text[]) or n.nspname in ('opscenter', 'opscenter_archive'))),
        lines as (
            select w.qualified, 0 as part, 0::bigint as ordinal, format('%s: kind %s, owner %I, %s, about %s rows, row security %s, rights %s', w.qualified,
                w.relkind, pg_get_userbyid(w.relowner), pg_size_pretty(pg_total_relation_size(w.oid)), greatest(w.reltuples, 0)::bigint,
                w.relrowsecurity, coalesce(array_to_string(w.relacl, ' '), 'default')) as line
            from wanted w
            union all
            select w.qualified, 1, a.attnum, format('  column %I %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
                case when a.attnotnull then ' not null' end, ' default ' || pg_get_expr(d.adbin, d.adrelid))
            from wanted w
            join pg_attribute a on a.attrelid = w.oid and a.attnum > 0 and not a.attisdropped
            left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
            union all
            select w.qualified, 2, row_number() over (order by c.conname), format('  constraint %I %s', c.conname, pg_get_constraintdef(c.oid))
            from wanted w
            join pg_constraint c on c.conrelid = w.oid
            union all
            select w.qualified, 3, row_number() over (order by i.indexrelid::regclass::text), format('  %s%s, %s', pg_get_indexdef(i.indexrelid),
                case when not i.indisvalid then ' INVALID' end, pg_size_pretty(pg_relation_size(i.indexrelid)))
            from wanted w
            join pg_index i on i.indrelid = w.oid
            union all
            select w.qualified, 4, row_number() over (order by t.tgname), format('  trigger %I by %s, %s', t.tgname, t.tgfoid::regproc,
                case t.tgenabled when 'D' then 'disabled' else 'enabled' end)
            from wanted w
            join pg_trigger t on t.tgrelid = w.oid and not t.tgisinternal
            union all
            select w.qualified, 5, row_number() over (order by p.polname), format('  policy %I', p.polname)
            from wanted w
            join pg_policy p on p.polrelid = w.oid
            union all
            select w.qualified, 6, row_number() over (order by h.inhseqno), format('  child of %s', h.inhparent::regclass)
            from wanted w
            join pg_inherits h on h.inhrelid = w.oid)
        select l.line
        from lines l
        order by l.qualified, l.part, l.ordinal
        """;

    /// <summary>$1: the schemas of the search_path; $2: the names of the tables.</summary>
    public const string Locks = """
        select format('%s: %s, %s, pid %s (%s as %I), %s, transaction open for %s', format('%I.%I', n.nspname, c.relname), l.mode,
            case when l.granted then 'granted' else 'waiting' end, l.pid, coalesce(nullif(a.application_name, ''), 'unnamed'), a.usename,
            coalesce(a.state, 'state not visible'), coalesce(date_trunc('second', clock_timestamp() - a.xact_start)::text, 'unknown'))
        from pg_locks l
        join pg_class c on c.oid = l.relation
        join pg_namespace n on n.oid = c.relnamespace
        left join pg_stat_activity a on a.pid = l.pid
        where l.database = (select d.oid from pg_database d where d.datname = current_database())
            and l.pid <> pg_backend_pid()
            and (n.nspname = any ($1::text[]) and c.relname = any ($2::text[]) or n.nspname in ('opscenter', 'opscenter_archive'))
        order by 1
        """;

    public const string Sessions = """
        select format('%s, %s: %s, longest transaction %s', coalesce(nullif(a.application_name, ''), 'unnamed'), coalesce(a.state, 'state not visible'),
            count(*), coalesce(date_trunc('second', max(clock_timestamp() - a.xact_start))::text, 'none'))
        from pg_stat_activity a
        where a.datname = current_database() and a.pid <> pg_backend_pid()
        group by a.application_name, a.state
        order by 1
        """;
}
