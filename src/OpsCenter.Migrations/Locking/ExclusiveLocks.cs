using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Locking;

/// <summary>The tables of the database that somebody else holds in ACCESS EXCLUSIVE mode, which keeps readers out.</summary>
internal static class ExclusiveLocks
{
    // A prepared transaction has no process.
    private const string Sql = """
        select l.pid, c.oid::bigint, pg_catalog.format('%I.%I', n.nspname, c.relname)
        from pg_catalog.pg_locks as l
        join pg_catalog.pg_class as c on c.oid = l.relation
        join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
        where l.locktype = 'relation' and l.granted and l.mode = 'AccessExclusiveLock'
            and l.pid is distinct from pg_catalog.pg_backend_pid()
            and l.database = (select d.oid from pg_catalog.pg_database as d where d.datname = current_database())
            and c.relkind in ('r', 'p', 'm', 'v', 'S')
        order by 3
        """;

    public static async Task<IReadOnlyList<ExclusiveLock>> FindAsync(
        DatabaseSession session,
        CancellationToken cancellation
    ) =>
        await session.LookAsync(
            Sql,
            row => new ExclusiveLock(
                row.IsDBNull(0) ? null : row.GetInt32(0),
                row.GetInt64(1),
                row.GetString(2)
            ),
            cancellation
        ) ?? [];
}
