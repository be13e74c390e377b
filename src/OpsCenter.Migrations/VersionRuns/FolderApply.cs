using System.Diagnostics;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Locking;
using OpsCenter.Migrations.Objects;
using OpsCenter.Migrations.Sessions;
using OpsCenter.Migrations.Versions;
using OpsCenter.Scripts;
using OpsCenter.Scripts.Folders;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Migrations.VersionRuns;

/// <summary>Applies what is due of a folder, each migration with its entry in the journal.</summary>
internal sealed class FolderApply(
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
        var entries = await _journal.ReadAsync(session, cancellation);
        var standing = FolderStanding.Of(folder, entries);
        standing.EnsureApplicable(options.AcceptEdit, options.OutOfOrder);
        await _other.EnsureNoneAsync(session, entries, cancellation);
        var due = FolderSelection.ToApply(standing, options);
        // All scripts are divided before the first one runs: an error in the last one is no reason to stop half-way.
        var scripts = due.Select(version =>
                (Version: version, Parts: PartsOf(version.Migration!.Up))
            )
            .ToList();
        foreach (var (version, parts) in scripts)
        {
            EnsureResumable(version, parts);
            DroppedDatabases.EnsureNone(version.Migration!.Up);
        }

        if (scripts.Count > 0)
        {
            context.Options.Approved?.EnsureSame(
                FolderOutline.Of(
                    MigrationDirection.Up,
                    options.Source,
                    session.Connection.Database,
                    scripts.Select(due => (due.Version, due.Version.Migration!.Up))
                )
            );
        }

        await PrepareAsync(session, standing, cancellation);
        var transactions = new PartRun(context, runner);
        var steps = new List<FolderStep>();
        foreach (var (version, parts) in scripts)
        {
            context.Tell($"apply {version.Title}");
            try
            {
                await _other.EnsureQuietAsync(session, ScriptEffects.None, cancellation);
                steps.Add(
                    await ApplyAsync(runner, transactions, session, version, parts, cancellation)
                );
            }
            catch (ScriptFailedException failure)
            {
                throw new ScriptFailedException(
                    failure.Location,
                    failure.SqlState,
                    failure.Message,
                    failure.Detail,
                    (failure.Hint is { } hint ? $"{hint} " : "") + Standing(steps, parts),
                    failure
                );
            }
            catch (DataTouchedException failure)
            {
                throw new DataTouchedException(
                    failure.Message,
                    $"{failure.Remedy}\n{Standing(steps, parts)}"
                );
            }
        }

        return new FolderReport(
            folder.Convention.Name,
            steps,
            [
                .. standing
                    .Due.Where(version => !due.Contains(version))
                    .Select(version => version.Title),
            ]
        );
    }

    /// <summary>What stays of a run that failed.</summary>
    private static string Standing(List<FolderStep> steps, IReadOnlyList<ScriptPart> parts) =>
        (
            parts is [] or [{ InTransaction: true }]
                ? "The script was rolled back."
                : "What the script had done part by part stays; the next apply resumes it."
        )
        + (
            steps.Count == 0
                ? " No other migration was applied."
                : $" Applied before it, and still applied: {string.Join(", ", steps.Select(step => step.Title))}."
        )
        + " Correct the cause shown above and repeat.";

    internal static IReadOnlyList<ScriptPart> PartsOf(FolderScript script) =>
        ScriptParts.Of(script.Script, script.InTransaction);

    private static void EnsureResumable(FolderVersion version, IReadOnlyList<ScriptPart> parts)
    {
        if (version.State == VersionState.Applying && !version.Entry!.Progress.Fits(parts))
        {
            throw new ChecksumChangedException(
                $"{version.Migration!.Up.File} was applied in part ({version.Entry.Progress.Done} of its statements), and one of these was edited since. "
                    + "Nothing was run.",
                "Undo the edit of what was run; what comes after it may be changed."
            );
        }
    }

    private async Task PrepareAsync(
        DatabaseSession session,
        FolderStanding standing,
        CancellationToken cancellation
    )
    {
        await session.BeginAsync(System.Data.IsolationLevel.ReadCommitted, cancellation);
        try
        {
            if (!await VersionSchema.ExistsAsync(session, cancellation))
            {
                await VersionSchema.CreateAsync(session, cancellation);
            }

            await _other.RecordIgnoredAsync(session, cancellation);

            foreach (
                var edited in standing.Versions.Where(version =>
                    version is { State: VersionState.Edited, Migration.IsRepeatable: false }
                )
            )
            {
                await _journal.AcceptEditAsync(
                    session,
                    edited.Entry!,
                    edited.Migration!,
                    cancellation
                );
            }

            await session.CommitAsync(cancellation);
        }
        finally
        {
            await session.RollbackAsync();
        }
    }

    private async Task<FolderStep> ApplyAsync(
        RunnerLock runner,
        PartRun transactions,
        DatabaseSession session,
        FolderVersion version,
        IReadOnlyList<ScriptPart> parts,
        CancellationToken cancellation
    )
    {
        var migration = version.Migration!;
        var started = Stopwatch.GetTimestamp();
        var isWhole = parts is [] or [{ InTransaction: true }];
        if (isWhole && version.State != VersionState.Applying)
        {
            var part = parts is [var only] ? only : new ScriptPart([], InTransaction: true);
            var effects = await transactions.RunAsync(
                migration.Up.Script,
                part,
                new ApplyPart(
                    migration,
                    options.Preserve,
                    _other,
                    async (open, did, token) =>
                    {
                        var id = await _journal.BeginAsync(open.Session, migration, token);
                        await RecordAsync(open.Session, id, migration, did, token);
                        await _journal.CompleteAsync(
                            open.Session,
                            id,
                            migration,
                            Stopwatch.GetElapsedTime(started),
                            isWhole: true,
                            token
                        );
                    }
                ),
                cancellation
            );
            return Step(version, effects, started);
        }

        var entry = await _journal.BeginAsync(session, migration, cancellation);
        var sum = await new PartsRun(
            context,
            runner,
            transactions,
            parts,
            migration.Up.Script
        ).RunAsync(
            session,
            entry,
            version.State == VersionState.Applying ? version.Entry!.Progress : PartProgress.None,
            record => new ApplyPart(
                migration,
                options.Preserve,
                _other,
                async (open, did, token) =>
                {
                    await RecordAsync(open.Session, entry, migration, did, token);
                    await record(open.Session, token);
                }
            ),
            (did, token) => RecordAsync(session, entry, migration, did, token),
            cancellation
        );
        await _journal.CompleteAsync(
            session,
            entry,
            migration,
            Stopwatch.GetElapsedTime(started),
            isWhole: false,
            cancellation
        );
        return Step(version, sum, started);
    }

    private static Task RecordAsync(
        DatabaseSession session,
        long id,
        FolderMigration migration,
        ScriptEffects effects,
        CancellationToken cancellation
    ) =>
        ObjectRecord.ApplyAsync(
            session,
            id,
            migration.Key,
            effects.Objects,
            effects.ChangesRows || effects.Rows.Count > 0,
            cancellation
        );

    private static FolderStep Step(FolderVersion version, ScriptEffects effects, long started) =>
        new(
            version.Title,
            version.Migration!.Up.File,
            effects,
            Stopwatch.GetElapsedTime(started),
            []
        );
}
