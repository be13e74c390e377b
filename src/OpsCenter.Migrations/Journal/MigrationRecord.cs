using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Journal;

/// <summary>The row that a forward script writes about itself into <c>opscenter.migration</c>.</summary>
internal sealed record MigrationRecord(
    DateTimeOffset AppliedAt,
    string AppliedBy,
    RecordState State
)
{
    public static async Task<MigrationRecord?> ReadAsync(
        DatabaseSession session,
        string migration,
        CancellationToken cancellation
    )
    {
        if (!await BookSchema.HasTableAsync(session, "migration", cancellation))
        {
            return null;
        }

        // A script that does all in one transaction needs no state, and may keep none.
        var rows = await session.QueryAsync(
            """
            select m.applied_at::timestamptz, m.applied_by::text, to_jsonb(m) ->> 'state'
            from opscenter.migration m
            where m.name = $1
            """,
            row => new MigrationRecord(
                row.GetFieldValue<DateTimeOffset>(0),
                row.GetString(1),
                StateOf(row.IsDBNull(2) ? null : row.GetString(2))
            ),
            cancellation,
            migration
        );
        return rows.SingleOrDefault();
    }

    private static RecordState StateOf(string? state) =>
        state switch
        {
            "applying" => RecordState.Applying,
            "rolling back" => RecordState.RollingBack,
            _ => RecordState.Applied,
        };
}
