using OpsCenter.Migrations.Backup;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Journal;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Operations;

/// <summary>Compares the record of applied migrations with what a backup holds.</summary>
internal static class ReplacedRecord
{
    /// <summary>A database that records a migration, with tables from before it, would be in a state that nobody knows.</summary>
    /// <exception cref="RestoreRefusedException">A migration is applied, and the backup does not know it.</exception>
    public static async Task RefuseForgottenAsync(
        DatabaseSession session,
        Contents contents,
        CancellationToken cancellation
    )
    {
        if (
            contents.TableData.Any(entry =>
                entry.TableName.StartsWith("opscenter migration ", StringComparison.Ordinal)
            ) || !await BookSchema.HasTableAsync(session, "migration", cancellation)
        )
        {
            return;
        }

        var applied = await session.QueryAsync(
            "select distinct name from only opscenter.migration order by name",
            row => row.GetString(0),
            cancellation
        );
        if (applied.Count > 0)
        {
            throw new RestoreRefusedException(
                $"{string.Join(", ", applied)} is applied here, and the backup is from before that: with its tables restored, the record in "
                    + "schema opscenter would no longer be true. Nothing was touched.",
                "Go back first, which keeps what was written since: opscenter rollback. Then repeat. Or restore beside it: --into <new database>."
            );
        }
    }
}
