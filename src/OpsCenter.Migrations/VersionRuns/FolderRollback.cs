using System.Data;
using System.Diagnostics;
using OpsCenter.Migrations.Archives;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Locking;
using OpsCenter.Migrations.Objects;
using OpsCenter.Migrations.Sessions;
using OpsCenter.Migrations.Versions;
using OpsCenter.Scripts;
using OpsCenter.Scripts.Folders;
using OpsCenter.Scripts.Statements;

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
        var transactions = new PartRun(context, runner);
        var steps = new List<FolderStep>();
        foreach (var (version, script) in scripts)
        {
            context.Tell($"roll back {version.Title}");
            steps.Add(
                await RollBackAsync(runner, transactions, session, version, script, cancellation)
            );
        }

        return new FolderReport(
            folder.Convention.Name,
            steps,
            [
                .. standing
                    .Applied.Where(version => scripts.All(chosen => chosen.Version != version))
                    .Select(version => version.Title),
            ]
        );
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
            approved.EnsureSame(
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
                RecordedObjects.Find(version.Title, recorded, image)
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

    private async Task<FolderStep> RollBackAsync(
        RunnerLock runner,
        PartRun transactions,
        DatabaseSession session,
        FolderVersion version,
        FolderScript script,
        CancellationToken cancellation
    )
    {
        var started = Stopwatch.GetTimestamp();
        var entry = version.Entry!;
        var parts = FolderApply.PartsOf(script);
        var archived = new List<ArchivedData>();
        if (parts is [] or [{ InTransaction: true }] && entry.State == VersionState.Applied)
        {
            var part = parts is [var only] ? only : new ScriptPart([], InTransaction: true);
            var effects = await transactions.RunAsync(
                script.Script,
                part,
                new RollbackPart(
                    context,
                    options.Source,
                    entry.Version,
                    async (open, did, kept, token) =>
                    {
                        archived = [.. kept];
                        await ObjectRecord.RollBackAsync(
                            open.Session,
                            entry.Version,
                            did.Objects,
                            token
                        );
                        await RemoveAsync(open.Session, entry, archived, started, token);
                    }
                ),
                cancellation
            );
            return Step(effects);
        }

        // A script from the record is made of what is still there: an interrupted run is not resumed in the middle of it.
        var from =
            entry.State == VersionState.RollingBack && version.Migration!.Down is not null
                ? entry.Progress
                : PartProgress.None;
        if (!from.Fits(parts))
        {
            throw new ChecksumChangedException(
                $"{script.File} was run in part ({from.Done} of its statements), and one of these was edited since. Nothing was run.",
                "Undo the edit of what was run; what comes after it may be changed."
            );
        }

        await VersionJournal.BeginRollbackAsync(session, entry.Id, cancellation);
        var sum = await new PartsRun(context, runner, transactions, parts, script.Script).RunAsync(
            session,
            entry.Id,
            from,
            note => new RollbackPart(
                context,
                options.Source,
                entry.Version,
                async (open, did, kept, token) =>
                {
                    archived.AddRange(kept);
                    await ObjectRecord.RollBackAsync(
                        open.Session,
                        entry.Version,
                        did.Objects,
                        token
                    );
                    await note(open.Session, token);
                }
            ),
            (did, token) => ObjectRecord.RollBackAsync(session, entry.Version, did.Objects, token),
            cancellation
        );
        await LeftIndexes.DropAsync(context, session, entry, cancellation);
        await session.BeginAsync(IsolationLevel.ReadCommitted, cancellation);
        try
        {
            await RemoveAsync(session, entry, archived, started, cancellation);
            await session.CommitAsync(cancellation);
        }
        finally
        {
            await session.RollbackAsync();
        }
        return Step(sum);

        FolderStep Step(ScriptEffects effects) =>
            new(
                version.Title,
                version.Migration!.Down is null ? null : script.File,
                effects,
                Stopwatch.GetElapsedTime(started),
                archived
            );
    }

    private async Task RemoveAsync(
        DatabaseSession session,
        VersionEntry entry,
        IReadOnlyList<ArchivedData> archived,
        long started,
        CancellationToken cancellation
    )
    {
        await _journal.RemoveAsync(
            session,
            entry,
            Stopwatch.GetElapsedTime(started),
            context.Options.Discard is not null
                ? "discarded"
                : string.Join("; ", archived.Select(data => data.What)),
            cancellation
        );
        await _other.KeepAsync(session, cancellation);
    }
}
