using OpsCenter.Migrations.Errors;
using OpsCenter.Scripts.Folders;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Migrations.VersionRuns;

/// <summary>DROP DATABASE, after which nothing could be brought back, nor seen to be missing.</summary>
internal static class DroppedDatabases
{
    /// <exception cref="MigrationRefusedException">The script drops a database.</exception>
    public static void EnsureNone(FolderScript script)
    {
        if (
            script.Script.Statements.FirstOrDefault(statement =>
                StatementPatterns.DropsDatabase(statement.Text)
            ) is
            { } drop
        )
        {
            throw new MigrationRefusedException(
                script.File,
                $"{script.File}, line {drop.Line}: {drop.Summary} would drop a whole database, of which nothing is archived. Nothing was run.",
                "Take the statement out of the script, and drop the database by hand."
            );
        }
    }
}
