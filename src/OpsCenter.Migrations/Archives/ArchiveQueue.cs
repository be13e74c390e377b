using OpsCenter.Migrations.Sessions;
using OpsCenter.Migrations.Versions;

namespace OpsCenter.Migrations.Archives;

/// <summary>The archives that were not restored, and when they can be.</summary>
/// <param name="Ready">How many are of migrations that are applied.</param>
/// <param name="Waiting">
/// The pending migrations whose rollback archived the others, in the order of the folder. Each archive is to be restored when its migration
/// is the last one that is applied: later ones may drop a column that it has, or write its rows.
/// </param>
internal sealed record ArchiveQueue(int Ready, IReadOnlyList<string> Waiting)
{
    public static async Task<ArchiveQueue> ReadAsync(
        DatabaseSession session,
        string source,
        FolderStanding standing,
        CancellationToken cancellation
    )
    {
        var archives = await ArchiveEntry.ReadAsync(session, source, cancellation);
        var applied = standing.Applied.Select(version => version.Entry!.Version).ToList();
        return new ArchiveQueue(
            archives.Count(archive => applied.Contains(archive.Version, StringComparer.Ordinal)),
            standing.Await(archives.Select(archive => archive.Version))
        );
    }
}
