using Npgsql;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Locking;

/// <summary>Finds out who keeps a lock from being granted.</summary>
internal static class Blockers
{
    // A prepared transaction has no process. Its locks keep the virtual transaction of the session that prepared it, until a restart:
    // the lock on its own number leads to the others (MarkAsPreparing in src/backend/access/transam/twophase.c).
    private static readonly string Sql = $"""
        select a.pid, coalesce({ReadableText.Of(
            "a.application_name"
        )}, ''), coalesce({ReadableText.Of("a.usename")}, a.backend_type, ''),
            extract(epoch from clock_timestamp() - a.xact_start)::float8, a.state, nullif({ReadableText.Of(
            "a.query"
        )}, '')
        from pg_catalog.pg_stat_activity a
        where a.pid <> all ($1)
          and exists (
              select from pg_catalog.pg_locks l
              where l.pid = a.pid and l.granted and l.relation::bigint = any ($2) and l.mode = any ($3)
                and l.database = (select d.oid from pg_catalog.pg_database d where d.datname = current_database()))
        union all
        select null, {ReadableText.Of("p.gid")}, {ReadableText.Of(
            "p.owner"
        )}, extract(epoch from clock_timestamp() - p.prepared)::float8, 'prepared', null
        from pg_catalog.pg_prepared_xacts p
        where exists (
              select from pg_catalog.pg_locks x
              join pg_catalog.pg_locks l on l.virtualtransaction = x.virtualtransaction and l.pid is null
              where x.pid is null and x.locktype = 'transactionid' and x.transactionid = p.transaction
                and l.granted and l.relation::bigint = any ($2) and l.mode = any ($3))
          and p.database = current_database()
        order by 4 desc nulls last
        """;

    /// <summary>What the server says instead of the statement of a role whose activity this one may not see.</summary>
    private const string Hidden = "<insufficient privilege>";

    /// <summary>Everybody who holds a lock on one of the tables that conflicts with the mode, the longest first.</summary>
    /// <param name="session">A session that waits for nothing.</param>
    /// <param name="mode">The wanted mode.</param>
    /// <param name="tables">The tables' oids.</param>
    /// <param name="own">Processes of our own, which are no answer.</param>
    /// <param name="cancellation">Ends the look.</param>
    public static async Task<IReadOnlyList<Blocker>> FindAsync(
        DatabaseSession session,
        LockMode mode,
        IReadOnlyList<long> tables,
        IReadOnlyList<int> own,
        CancellationToken cancellation
    ) =>
        tables.Count == 0
            ? []
            : await session.LookAsync(
                Sql,
                Read,
                cancellation,
                own.ToArray(),
                tables.ToArray(),
                mode.ConflictsWith.ToArray()
            ) ?? [];

    /// <summary>A row of the query above.</summary>
    public static Blocker Read(NpgsqlDataReader row) =>
        new(
            row.IsDBNull(0) ? null : row.GetInt32(0),
            row.GetString(1),
            row.GetString(2),
            row.IsDBNull(3) ? null : TimeSpan.FromSeconds(Math.Max(0, row.GetDouble(3))),
            row.IsDBNull(4) ? null : row.GetString(4),
            row.IsDBNull(5) || row.GetString(5) == Hidden
                ? null
                : QueryText.Redact(row.GetString(5))
        );
}
