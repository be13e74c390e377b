using System.Globalization;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Locking;

/// <summary>The session that holds the runner lock.</summary>
internal sealed record LockHolder(int Pid, string Application, string User, DateTimeOffset? Since)
{
    /// <summary>The sessions that hold it, as the rest of a query over <c>l</c>.</summary>
    // A 64-bit advisory key stands in pg_locks as two halves, with objsubid 1 (manual, "pg_locks").
    public static string Held(string key) =>
        $"""
            from pg_catalog.pg_locks l
            where l.locktype = 'advisory' and l.granted and l.objsubid = 1
              and l.database = (select oid from pg_catalog.pg_database where datname = current_database())
              and ((l.classid::bigint << 32) | l.objid::bigint) = {key}
            """;

    public static async Task<bool> IsHeldBySelfAsync(
        DatabaseSession session,
        string key,
        CancellationToken cancellation
    ) =>
        (
            await session.QueryPreparedAsync(
                $"select exists (select {Held(key)} and l.pid = pg_catalog.pg_backend_pid())",
                row => row.GetBoolean(0),
                cancellation
            )
        )[0];

    public static async Task<LockHolder?> FindAsync(
        DatabaseSession session,
        string key,
        CancellationToken cancellation
    )
    {
        var holders = Ask(key);
        await session.ReadAsync([holders], cancellation);
        return holders.Rows.FirstOrDefault();
    }

    /// <summary>The query for who holds it.</summary>
    /// <param name="key">The key, as an expression.</param>
    public static SessionRead<LockHolder> Ask(string key) =>
        new(
            new SessionQuery(
                $"""
                select a.pid, coalesce(a.application_name, ''), coalesce(a.usename::text, ''), a.backend_start
                from pg_catalog.pg_stat_activity a
                where a.pid in (select l.pid {Held(key)})
                """
            ),
            row => new LockHolder(
                row.GetInt32(0),
                row.GetString(1),
                row.GetString(2),
                row.IsDBNull(3) ? null : row.GetFieldValue<DateTimeOffset>(3)
            )
        );

    public override string ToString()
    {
        var since = Since?.ToString("u", CultureInfo.InvariantCulture) ?? "an unknown time";
        return $"pid {Pid}, application \"{Application}\", user \"{User}\", connected since {since}";
    }
}
