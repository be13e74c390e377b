using System.Globalization;
using OpsCenter.Migrations.Archives;
using OpsCenter.Migrations.Locking;
using OpsCenter.Migrations.Objects;
using OpsCenter.Migrations.Sessions;
using OpsCenter.Migrations.Versions;
using OpsCenter.Scripts;

namespace OpsCenter.Migrations.VersionRuns;

/// <summary>Reads where a database stands.</summary>
internal sealed class FolderLook(
    EngineContext context,
    MigrationFolder folder,
    FolderOptions options
)
{
    public async Task<FolderStatus> RunAsync(CancellationToken cancellation)
    {
        await using var session = await context.OpenAsync(cancellation);
        var journal = new VersionJournal(options.Source, context.Clock);
        var entries = await journal.ReadAsync(session, cancellation);
        var archives = await ArchiveEntry.ReadAsync(session, options.Source, cancellation);
        var other = new OtherTool(journal, folder, options);
        var foreign = await other.FindUnadoptedAsync(session, cancellation);
        var conflict = foreign is null
            ? await other.FindConflictAsync(session, entries, cancellation)
            : null;
        var runner = await LockHolder.FindAsync(session, RunnerLock.Key, cancellation);
        var waits = runner is null
            ? []
            : await RunnerWaits.AwaitAsync(session, context.Clock, cancellation);
        return new FolderStatus(
            folder.Convention.Name,
            folder.Convention.Pattern,
            FolderStanding.Of(folder, entries).Versions,
            [
                .. archives.Select(archive =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{archive.Id}: {Amount.Of(archive.Rows, "row")} of {archive.Schema}.{archive.Name}, archived {archive.ArchivedAt:yyyy-MM-dd HH:mm} UTC by the rollback of {archive.Version}"
                    )
                ),
            ],
            foreign is { Count: > 0 } ? $"{foreign.Tool} ({foreign.Table})" : null
        )
        {
            Database = session.Connection.Database,
            Conflict = conflict?.Message,
            Runner = runner?.ToString(),
            RunnerWaitsFor = [.. waits.Select(blocker => blocker.ToString())],
        };
    }
}
