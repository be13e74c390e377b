using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Journal;

/// <summary>Rows that a rollback took out of the way and kept.</summary>
/// <param name="Source">The table that they were in.</param>
/// <param name="Archive">The table that they are in now.</param>
/// <param name="Rows">How many.</param>
/// <param name="ArchivedAt">When.</param>
/// <param name="RestoredAt">When they were brought back; null if they were not.</param>
public sealed record ArchivedRows(
    string Source,
    string Archive,
    long Rows,
    DateTimeOffset ArchivedAt,
    DateTimeOffset? RestoredAt
)
{
    internal static async Task<IReadOnlyList<ArchivedRows>> ReadAsync(
        DatabaseSession session,
        string migration,
        CancellationToken cancellation
    )
    {
        if (!await BookSchema.HasTableAsync(session, "archive", cancellation))
        {
            return [];
        }

        return await session.QueryAsync(
            """
            select format('%I.%I', source_schema, source_table), format('%I.%I', archive_schema, archive_table),
                row_count, archived_at::timestamptz, (to_jsonb(a) ->> 'restored_at')::timestamptz
            from opscenter.archive as a
            where migration = $1
            order by archived_at, 2
            """,
            row => new ArchivedRows(
                row.GetString(0),
                row.GetString(1),
                row.GetInt64(2),
                row.GetFieldValue<DateTimeOffset>(3),
                row.IsDBNull(4) ? null : row.GetFieldValue<DateTimeOffset>(4)
            ),
            cancellation,
            migration
        );
    }
}
