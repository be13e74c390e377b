using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Journal;

/// <summary>The row that a forward script writes about itself into <c>opscenter.migration</c>.</summary>
internal sealed record MigrationRecord(DateTimeOffset AppliedAt, string AppliedBy)
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

        var rows = await session.QueryAsync(
            "select applied_at::timestamptz, applied_by::text from opscenter.migration where name = $1",
            row => new MigrationRecord(row.GetFieldValue<DateTimeOffset>(0), row.GetString(1)),
            cancellation,
            migration
        );
        return rows.SingleOrDefault();
    }
}
