using OpsCenter.Migrations.Archives;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Locking;
using OpsCenter.Migrations.Objects;
using OpsCenter.Migrations.Sessions;
using OpsCenter.Migrations.Versions;
using OpsCenter.Scripts;
using OpsCenter.Scripts.Folders;

namespace OpsCenter.Migrations.VersionRuns;

/// <summary>Rolls back migrations of a folder, the last applied first. What they drop or change is archived.</summary>
internal sealed class FolderRollback(
    EngineContext context,
    MigrationFolder folder,
    FolderOptions options
)
{
    private readonly VersionJournal _journal = new(options.Source, context.Clock);
    private readonly OtherTool _other = new(
        new VersionJournal(options.Source, context.Clock),
        folder,
        options
    );

    public async Task<FolderReport> RunAsync(CancellationToken cancellation)
    {
        await using var runner = await RunnerLock.AcquireAsync(context, cancellation);
        await using var session = await context.OpenAsync(cancellation);
        await runner.EnsureSameServerAsync(session, cancellation);
        await EnsureDiscardAsync(session, cancellation);
        var entries = await _journal.ReadAsync(session, cancellation);
        await _other.EnsureNoneAsync(session, entries, cancellation);
        var standing = FolderStanding.Of(folder, entries);
        await EnsureApprovedAsync(session, standing, cancellation);
        foreach (var version in FolderSelection.ToRollBack(standing, options))
        {
            await LeftIndexes.RecordAsync(session, version, cancellation);
        }

        var scripts = await ChooseAsync(session, standing, cancellation);
        await using var rollback = new VersionRollback(
            context,
            runner,
            session,
            _journal,
            _other,
            options
        );
        var steps = new List<FolderStep>();
        try
        {
            foreach (var (version, script) in scripts)
            {
                context.Tell($"roll back {version.Title}");
                steps.Add(await rollback.RunAsync(version, script, cancellation));
            }
        }
        catch (Exception exception) when (InterruptedFolder.IsMeantBy(exception, cancellation))
        {
            throw InterruptedFolder.Cancelled(
                steps,
                [.. scripts.Skip(steps.Count).Select(one => one.Version.Title)],
                scripts[steps.Count].Script,
                exception,
                cancellation
            );
        }

        var queue = await ArchiveQueue.ReadAsync(
            session,
            options.Source,
            FolderStanding.Of(folder, await _journal.ReadAsync(session, cancellation)),
            cancellation
        );
        return new FolderReport(
            folder.Convention.Name,
            steps,
            [
                .. standing
                    .Applied.Where(version => scripts.All(chosen => chosen.Version != version))
                    .Select(version => version.Title),
            ]
        )
        {
            Restorable = queue.Ready,
            Waiting = queue.Waiting,
        };
    }

    /// <summary>What is to be rolled back, and by which script, in its order.</summary>
    /// <exception cref="VersionConflictException">One of them has no script to roll it back, and cannot be undone from the record.</exception>
    internal async Task<IReadOnlyList<(FolderVersion Version, FolderScript Script)>> ChooseAsync(
        DatabaseSession session,
        FolderStanding standing,
        CancellationToken cancellation
    )
    {
        standing.EnsureSameFolder();
        var chosen = FolderSelection.ToRollBack(standing, options);
        var scripts = new List<(FolderVersion Version, FolderScript Script)>();
        foreach (var version in chosen)
        {
            EnsureKnown(version);
            var script = await DownOf(version, session, chosen, cancellation);
            DroppedDatabases.EnsureNone(script);
            scripts.Add((version, script));
        }

        await BatchDeclarations.EnsureAsync(session, scripts, cancellation);
        return scripts;
    }

    /// <summary>Before anything is recorded, as a plan does.</summary>
    private async Task EnsureApprovedAsync(
        DatabaseSession session,
        FolderStanding standing,
        CancellationToken cancellation
    )
    {
        if (
            context.Options.Approved is { } approved
            && await ChooseAsync(session, standing, cancellation) is { Count: > 0 } scripts
        )
        {
            approved.EnsureSameOrEnd(
                FolderOutline.Of(
                    MigrationDirection.Down,
                    options.Source,
                    session.Connection.Database,
                    scripts
                )
            );
        }
    }

    private async Task EnsureDiscardAsync(DatabaseSession session, CancellationToken cancellation)
    {
        if (context.Options.Discard is not { } named)
        {
            return;
        }

        var database = await session.ScalarAsync<string>(
            "select current_database()::text",
            cancellation
        );
        if (named != database)
        {
            throw new InvalidOptionException(
                $"--discard names \"{named}\", and the connection leads to \"{database}\". Nothing was changed.",
                "Give the name of the database whose data may be dropped without a copy."
            );
        }
    }

    private static void EnsureKnown(FolderVersion version)
    {
        if (version.State == VersionState.Missing)
        {
            throw new VersionConflictException(
                $"{version.Entry!.Title} is applied, and the folder does not have it ({version.Entry.File}), so that there is no script to roll it back. "
                    + "Nothing was run.",
                "Bring the file back."
            );
        }
    }

    private static async Task<FolderScript> DownOf(
        FolderVersion version,
        DatabaseSession session,
        IReadOnlyList<FolderVersion> chosen,
        CancellationToken cancellation
    )
    {
        if (version.Migration!.Down is { } down)
        {
            return down;
        }

        if (version.Entry is { IsAdditive: true, AdoptedFrom: null } entry)
        {
            var recorded = await ObjectRecord.ReadAsync(session, entry.Id, cancellation);
            var image = await ObjectImage.TakeAsync(session, VersionSchema.Own, cancellation);
            // Names are those that the catalogs have: recorded text is not executed.
            return UndoScript.Of(
                version.Title,
                RecordedObjects.Find(
                    version.Title,
                    recorded,
                    image,
                    isCopy: !await ObjectRecord.IsOfDatabaseAsync(session, cancellation)
                )
            );
        }

        var why = version.Entry!.AdoptedFrom is { } tool
            ? $"it was applied by {tool}, so that what it created was not recorded"
            : "it did more than create objects, or its rows were not counted";
        var before = chosen.TakeWhile(other => other != version).LastOrDefault();
        throw new VersionConflictException(
            $"{version.Title} has no down script, and cannot be undone from the record: {why}. Nothing was run.",
            "Write a down script for it."
                + (
                    before is null
                        ? ""
                        : $" What came after it can be rolled back: --to {version.Entry.Version}."
                )
        );
    }
}
