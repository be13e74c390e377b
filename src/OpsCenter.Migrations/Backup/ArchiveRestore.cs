using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Backup;

/// <summary>Runs pg_restore against a new database.</summary>
internal sealed class ArchiveRestore(BackupOptions options, ClientTools tools, string file)
{
    /// <summary>Into a database that was just created: everything that can be restored is, and any error is told.</summary>
    public async Task IntoAsync(
        DatabaseSession session,
        string database,
        RestoreList list,
        CancellationToken cancellation
    )
    {
        var run = await RunAsync(session, database, list, cancellation);
        if (!run.Succeeded)
        {
            throw new RestoreFailedException(
                $"pg_restore reported errors, and the new database \"{database}\" has only what could be restored: {run.Complaint}",
                $"Look whether what you need is there. To begin again: drop database {SqlName.Role(database)}; as a superuser all owners and "
                    + "extensions can be restored."
            );
        }
    }

    private async Task<ToolRun> RunAsync(
        DatabaseSession session,
        string database,
        RestoreList list,
        CancellationToken cancellation
    )
    {
        // Only a superuser may give an object to any role.
        var superuser = await session.ScalarAsync<bool>(
            "select rolsuper from pg_catalog.pg_roles where rolname = current_user",
            cancellation
        );
        return await ToolRun.ExecuteAsync(
            tools.Restore,
            [
                LibpqDatabase.Argument(options.ConnectionString, database),
                $"--use-list={list.FilePath}",
                "--no-password",
                .. superuser ? Array.Empty<string>() : ["--no-owner"],
                file,
            ],
            LibpqEnvironment.Of(options.ConnectionString, session, tools.Major),
            cancellation
        );
    }
}
