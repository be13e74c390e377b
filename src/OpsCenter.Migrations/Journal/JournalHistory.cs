using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Journal;

/// <summary>Reads <c>opscenter.journal</c>; a database that has none has an empty history.</summary>
internal static class JournalHistory
{
    public static async Task<IReadOnlyList<JournalEntry>> ReadAsync(
        DatabaseSession session,
        string migration,
        CancellationToken cancellation
    )
    {
        if (!await BookSchema.HasTableAsync(session, "journal", cancellation))
        {
            return [];
        }

        return await session.QueryAsync(
            """
            select id, migration, script, checksum, direction, executed_at, executed_by::text, duration_ms, server_version, adopted
            from opscenter.journal
            where migration = $1
            order by id
            """,
            row => new JournalEntry(
                row.GetInt64(0),
                row.GetString(1),
                row.GetString(2),
                row.GetString(3),
                row.GetString(4) == "up" ? MigrationDirection.Up : MigrationDirection.Down,
                row.GetFieldValue<DateTimeOffset>(5),
                row.GetString(6),
                TimeSpan.FromMilliseconds(row.GetInt64(7)),
                row.GetString(8),
                row.GetBoolean(9)
            ),
            cancellation,
            migration
        );
    }
}
