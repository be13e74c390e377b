using System.Globalization;
using OpsCenter.Migrations.Archives;
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
        var foreign = await UnadoptedJournal.FindAsync(session, journal, folder, cancellation);
        return new FolderStatus(
            folder.Convention.Name,
            folder.Convention.Pattern,
            FolderStanding.Of(folder, entries).Versions,
            [
                .. archives.Select(archive =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{archive.Id}: {archive.Rows} rows of {archive.Schema}.{archive.Name}, archived {archive.ArchivedAt:yyyy-MM-dd HH:mm} UTC by the rollback of {archive.Version}"
                    )
                ),
            ],
            foreign is { Count: > 0 } ? $"{foreign.Tool} ({foreign.Table})" : null
        );
    }
}
