using System.Globalization;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Locking;

/// <summary>The session that holds the runner lock.</summary>
internal sealed record LockHolder(int Pid, string Application, string User, DateTimeOffset? Since)
{
    // A 64-bit advisory key stands in pg_locks as two halves, with objsubid 1 (manual, "pg_locks").
    private const string Held = """
        from pg_catalog.pg_locks l
        where l.locktype = 'advisory' and l.granted and l.objsubid = 1
          and l.database = (select oid from pg_catalog.pg_database where datname = current_database())
          and ((l.classid::bigint << 32) | l.objid::bigint) = $1
        """;

    public static Task<bool> IsHeldBySelfAsync(
        DatabaseSession session,
        long key,
        CancellationToken cancellation
    ) =>
        session.ScalarAsync<bool>(
            $"select exists (select {Held} and l.pid = pg_catalog.pg_backend_pid())",
            cancellation,
            key
        );

    public static async Task<LockHolder?> FindAsync(
        DatabaseSession session,
        long key,
        CancellationToken cancellation
    )
    {
        var rows = await session.QueryAsync(
            $"""
            select a.pid, coalesce(a.application_name, ''), coalesce(a.usename::text, ''), a.backend_start
            from pg_catalog.pg_stat_activity a
            where a.pid in (select l.pid {Held})
            """,
            row => new LockHolder(
                row.GetInt32(0),
                row.GetString(1),
                row.GetString(2),
                row.IsDBNull(3) ? null : row.GetFieldValue<DateTimeOffset>(3)
            ),
            cancellation,
            key
        );
        return rows.FirstOrDefault();
    }

    public override string ToString()
    {
        var since = Since?.ToString("u", CultureInfo.InvariantCulture) ?? "an unknown time";
        return $"pid {Pid}, application \"{Application}\", user \"{User}\", connected since {since}";
    }
}
