using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Backup;

/// <summary>Runs pg_restore against a database that was just created. What it cannot restore, it leaves out.</summary>
internal sealed class ArchiveRestore(
    BackupOptions options,
    ClientTools tools,
    string file,
    DatabaseSession session,
    string database
)
{
    /// <summary>The sections of a backup that come after the tables.</summary>
    private static readonly string[] AfterTables = ["data", "post-data"];

    private readonly List<string> _complaints = [];

    /// <summary>Creates tables, types and functions.</summary>
    public Task TablesAsync(IReadOnlyList<ContentsEntry> entries, CancellationToken cancellation) =>
        RunAsync(entries, ["pre-data"], cancellation);

    /// <summary>Writes rows, and creates indexes and triggers.</summary>
    public Task RowsAsync(IReadOnlyList<ContentsEntry> entries, CancellationToken cancellation) =>
        RunAsync(entries, AfterTables, cancellation);

    /// <summary>Restores all of the entries.</summary>
    public Task AllAsync(IReadOnlyList<ContentsEntry> entries, CancellationToken cancellation) =>
        RunAsync(entries, [], cancellation);

    /// <summary>What pg_restore could not restore; null if nothing.</summary>
    public string? Complaint => _complaints.Count == 0 ? null : string.Join('\n', _complaints);

    private async Task RunAsync(
        IReadOnlyList<ContentsEntry> entries,
        IReadOnlyList<string> sections,
        CancellationToken cancellation
    )
    {
        using var list = new RestoreList(entries);
        // Only a superuser may give an object to any role.
        var superuser = await session.ScalarAsync<bool>(
            "select rolsuper from pg_catalog.pg_roles where rolname = current_user",
            cancellation
        );
        var run = await ToolRun.ExecuteAsync(
            tools.Restore,
            [
                LibpqDatabase.Argument(options.ConnectionString, database),
                .. sections.Select(section => $"--section={section}"),
                $"--use-list={list.FilePath}",
                "--no-password",
                .. superuser ? Array.Empty<string>() : ["--no-owner"],
                file,
            ],
            LibpqEnvironment.Of(options.ConnectionString, session, tools.Major),
            cancellation
        );
        if (!run.Succeeded)
        {
            _complaints.Add(run.Complaint);
        }
    }
}
