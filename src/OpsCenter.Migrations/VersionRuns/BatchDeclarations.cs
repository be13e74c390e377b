using OpsCenter.Migrations.Batches;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Sessions;
using OpsCenter.Migrations.Versions;
using OpsCenter.Scripts.Folders;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Migrations.VersionRuns;

/// <summary>
/// Looks, before anything runs, whether the tables and columns of batches are there. What an earlier statement of the same run may
/// make, by its text, is looked at when its turn comes.
/// </summary>
internal static class BatchDeclarations
{
    /// <summary>Refuses what cannot be run in batches.</summary>
    /// <param name="session">The session.</param>
    /// <param name="due">The scripts in their order.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="MigrationRefusedException">A table or column is not there, or cannot divide the rows.</exception>
    public static async Task EnsureAsync(
        DatabaseSession session,
        IEnumerable<(FolderVersion Version, FolderScript Script)> due,
        CancellationToken cancellation
    )
    {
        var earlier = new List<string>();
        foreach (var (version, script) in due)
        {
            // Of the script that was interrupted, and of no other one of the migration.
            var half =
                version.Migration!.Up == script ? VersionState.Applying : VersionState.RollingBack;
            var done = version.State == half ? version.Entry!.Progress.Done : 0;
            foreach (var part in script.Parts().Skip(done))
            {
                if (part.Batch is not null)
                {
                    await EnsureAsync(session, script, part, earlier, cancellation);
                }

                earlier.AddRange(part.Statements.Select(statement => statement.Text));
            }
        }
    }

    private static async Task EnsureAsync(
        DatabaseSession session,
        FolderScript script,
        ScriptPart part,
        List<string> earlier,
        CancellationToken cancellation
    )
    {
        try
        {
            if (
                await BatchTarget.FindAsync(session, script.Script, part, cancellation) is null
                && !Mention(RowStatement.Read(part.Statements[0].Text)!.Table.Split('.')[^1])
            )
            {
                throw BatchTarget.NoTable(script.Script, part);
            }
        }
        catch (MigrationRefusedException) when (Mention(part.Batch!.Column))
        {
            // An earlier statement may add the column, its index or NOT NULL.
        }

        bool Mention(string name) =>
            earlier.Exists(text =>
                text.Contains(name.Trim('"', ' '), StringComparison.OrdinalIgnoreCase)
            );
    }
}
