using OpsCenter.Migrations.Objects;
using OpsCenter.Migrations.Sessions;
using OpsCenter.Migrations.Versions;

namespace OpsCenter.Migrations.VersionRuns;

/// <summary>Indexes that concurrent builds left where an apply was interrupted, for the rollback of that migration.</summary>
internal static class LeftIndexes
{
    /// <summary>Records the index that the interrupted statement built, or began to build: the migration created it.</summary>
    public static async Task RecordAsync(
        DatabaseSession session,
        FolderVersion version,
        CancellationToken cancellation
    )
    {
        if (
            version
                is not { State: VersionState.Applying, Entry: { } entry, Migration: { } migration }
            || !entry.Progress.NextBegun
        )
        {
            return;
        }

        var parts = migration.Up.Parts();
        if (
            !entry.Progress.Fits(parts)
            || entry.Progress.Done >= parts.Count
            || await BarePartRun.FindBuiltAsync(
                session,
                parts[entry.Progress.Done].Statements[0].Text,
                cancellation
            )
                is not { } left
        )
        {
            return;
        }

        var image = await ObjectImage.TakeAsync(session, VersionSchema.Own, cancellation);
        await ObjectRecord.ApplyAsync(
            session,
            entry.Id,
            entry.Version,
            new ObjectDifference([image.ByKey[left.Key]], [], []),
            wroteRows: false,
            cancellation
        );
    }

    /// <summary>Drops those recorded indexes that are not valid, and that the down script did not drop.</summary>
    public static async Task DropAsync(
        EngineContext context,
        DatabaseSession session,
        VersionEntry entry,
        CancellationToken cancellation
    )
    {
        var recorded = await ObjectRecord.ReadAsync(session, entry.Id, cancellation);
        if (recorded.All(found => found.Kind != "index"))
        {
            return;
        }

        var image = await ObjectImage.TakeAsync(session, VersionSchema.Own, cancellation);
        foreach (var created in recorded)
        {
            if (
                image.ByKey.GetValueOrDefault(created.Key) is { Kind: "index" } index
                && index.Definition.EndsWith(" valid f", StringComparison.Ordinal)
            )
            {
                context.Tell($"drop the invalid index {index.Identity}, which a failed build left");
                await session.ExecuteAsync(
                    $"drop index concurrently {index.Identity}",
                    cancellation
                );
            }
        }
    }
}
