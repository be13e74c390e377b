using System.Data;
using System.Diagnostics;
using OpsCenter.Migrations.Archives;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Locking;
using OpsCenter.Migrations.Objects;
using OpsCenter.Migrations.Sessions;
using OpsCenter.Migrations.Versions;
using OpsCenter.Scripts.Folders;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Migrations.VersionRuns;

/// <summary>Rolls back one migration with its entry in the journal: in one transaction, or part by part.</summary>
internal sealed class VersionRollback(
    EngineContext context,
    RunnerLock runner,
    DatabaseSession session,
    VersionJournal journal,
    OtherTool other,
    FolderOptions options
) : IAsyncDisposable
{
    private readonly PartRun _transactions = new(context, runner, session);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _transactions.DisposeAsync();

    public async Task<FolderStep> RunAsync(
        FolderVersion version,
        FolderScript script,
        CancellationToken cancellation
    )
    {
        var started = Stopwatch.GetTimestamp();
        var entry = version.Entry!;
        var parts = script.Parts();
        var archived = new List<ArchivedData>();
        var lost = new List<string>();
        if (ScriptPart.IsWhole(parts) && entry.State == VersionState.Applied)
        {
            var part = parts is [var only] ? only : new ScriptPart([], InTransaction: true);
            var effects = await _transactions.RunAsync(
                script.Script,
                part,
                new RollbackPart(
                    context,
                    options.Source,
                    entry.Version,
                    async (open, did, kept, token) =>
                    {
                        archived = [.. kept];
                        lost = [];
                        await RecordAsync(open.Session, did, token);
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
        EnsureResumable(script, from, entry, parts);
        if (entry.State != VersionState.RollingBack)
        {
            await PartRecord.BeginRollbackAsync(session, entry.Id, cancellation);
        }

        var sum = await new PartsRun(
            context,
            runner,
            _transactions,
            parts,
            script.Script,
            options.MaxLag
        ).RunAsync(
            session,
            entry.Id,
            from,
            note => new RollbackPart(
                context,
                options.Source,
                entry.Version,
                async (open, did, kept, token) =>
                {
                    // Batches of a statement share an archive.
                    archived.RemoveAll(data => kept.Any(merged => merged.Id == data.Id));
                    archived.AddRange(kept);
                    await RecordAsync(open.Session, did, token);
                    await note(open.Session, token);
                }
            ),
            (did, token) => RecordAsync(session, did, token),
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

        async Task RecordAsync(DatabaseSession on, ScriptEffects did, CancellationToken token)
        {
            lost.AddRange(await LostRights.FindAsync(on, did.Objects.Dropped, token));
            await ObjectRecord.RollBackAsync(on, entry.Version, did.Objects, token);
        }

        FolderStep Step(ScriptEffects effects) =>
            new(
                entry.Version,
                version.Title,
                version.Migration!.Down is null ? null : script.File,
                effects,
                Stopwatch.GetElapsedTime(started),
                archived
            )
            {
                LostRights = lost,
            };
    }

    private async Task RemoveAsync(
        DatabaseSession session,
        VersionEntry entry,
        IReadOnlyList<ArchivedData> archived,
        long started,
        CancellationToken cancellation
    )
    {
        await journal.RemoveAsync(
            session,
            entry,
            Stopwatch.GetElapsedTime(started),
            context.Options.Discard is not null
                ? "discarded"
                : string.Join("; ", archived.Select(data => data.What)),
            cancellation
        );
        await other.KeepAsync(session, cancellation);
    }

    private static void EnsureResumable(
        FolderScript script,
        PartProgress from,
        VersionEntry entry,
        IReadOnlyList<ScriptPart> parts
    )
    {
        if (
            !from.Fits(parts)
            || (entry is { State: VersionState.RollingBack, Batch: { } half } && !half.Fits(parts))
        )
        {
            throw new ChecksumChangedException(
                $"{script.File} was run in part ({from.Done} of its statements{(entry.Batch is { } batch ? $" and {Amount.OfBatches(batch.Batches)} of the next one" : "")}), "
                    + "and one of these was edited since. Nothing was run.",
                "Undo the edit of what was run; what comes after it may be changed."
            );
        }
    }
}
