using System.Globalization;
using OpsCenter.Migrations.Batches;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Objects;
using OpsCenter.Migrations.Sessions;
using OpsCenter.Migrations.Versions;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Migrations.VersionRuns;

/// <summary>
/// Runs a statement in batches: a transaction for some rows at a time, with how far it is by then in the journal, so that an
/// interrupted run resumes behind the last batch. It stops where the first batch saw the end; rows that come later are not its own.
/// </summary>
internal sealed class BatchedRun(
    EngineContext context,
    PartRun transactions,
    SqlScript script,
    TimeSpan maxLag
)
{
    /// <summary>After so many batches for which nobody waited too long, the next one may be bigger again.</summary>
    private const int QuietBatches = 8;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>Runs the batches that are left.</summary>
    /// <param name="session">Outside of a transaction; reads, and notes the begin.</param>
    /// <param name="entry">The entry of the migration.</param>
    /// <param name="index">The number of the part.</param>
    /// <param name="part">The part.</param>
    /// <param name="work">Makes what is done around a batch; it calls what it is given in the batch's transaction.</param>
    /// <param name="cancellation">Ends it; the batches that are done stay.</param>
    public async Task<ScriptEffects> RunAsync(
        DatabaseSession session,
        long entry,
        int index,
        ScriptPart part,
        Func<Func<DatabaseSession, CancellationToken, Task>, IPartWork> work,
        CancellationToken cancellation
    )
    {
        var target = await BatchTarget.ReadAsync(session, script, part, cancellation);
        if (await BatchRecord.ReadAsync(session, entry, cancellation) is not { } progress)
        {
            progress = new BatchProgress(
                index,
                BatchProgress.ChecksumOf(part),
                After: null,
                await target.LastAsync(session, cancellation),
                0,
                0,
                0
            );
            await BatchRecord.BeginAsync(session, entry, progress, cancellation);
            progress = (await BatchRecord.ReadAsync(session, entry, cancellation))!;
        }

        await using var watcher = await context.OpenAsync(cancellation);
        var standbys = new StandbyWatch(context, maxLag);
        await standbys.NoteAsync(session, cancellation);
        var sum = ScriptEffects.None;
        var (rows, quiet) = (target.Rule.Rows, 0);
        long? refused = null;
        while (
            progress.End is { } end
            && await target.NextAsync(session, progress.After, end, rows, cancellation) is { } range
        )
        {
            await standbys.WaitAsync(session, script.Name, cancellation);
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            await using var watched = new WatchedPart(
                context,
                watcher,
                work(
                    (open, token) =>
                        BatchRecord.NoteAsync(open, entry, range.Until, range.Rows, token)
                ),
                ended
            );
            try
            {
                var effects = await transactions.RunAsync(
                    script,
                    Bounded(part, target.Within(range)),
                    watched,
                    ended.Token,
                    range with
                    {
                        ArchivesFrom = progress.ArchivesFrom,
                    }
                );
                sum = sum.And(effects);
                refused = null;
                if (++quiet % QuietBatches == 0)
                {
                    rows = Math.Min(rows * 2, target.Rule.Rows);
                }

                await standbys.NoteAsync(session, cancellation);
            }
            catch (OperationCanceledException)
                when (ended.IsCancellationRequested && !cancellation.IsCancellationRequested)
            {
                await watched.DisposeAsync();
                refused ??= context.Clock.GetTimestamp();
                EnsureInTime(refused.Value, watched.Waiters);
                (rows, quiet) = (Math.Max(rows / 2, 1), 0);
                context.TellState(
                    $"{script.Name}: {string.Join(", ", watched.Waiters)} waited for a batch; rolled back, repeated soon with {Amount.Of(rows, "row")}"
                );
                await Task.Delay(
                    Pause * (0.5 + Random.Shared.NextDouble()),
                    context.Clock,
                    cancellation
                );
            }

            progress = (await BatchRecord.ReadAsync(session, entry, cancellation))!;
            Tell(target, progress);
        }

        return sum with
        {
            Batches =
            [
                new BatchedRows(
                    target.Table,
                    part.Statements[0].Line,
                    progress.Batches,
                    progress.Rows
                ),
            ],
        };
    }

    /// <summary>A part whose statement is about some rows only.</summary>
    public static ScriptPart Bounded(ScriptPart part, string statement) =>
        part with
        {
            Statements = [part.Statements[0] with { Text = statement }],
        };

    private void Tell(BatchTarget target, BatchProgress progress)
    {
        var percent =
            target.About > 0 ? Math.Min(100.0 * progress.Rows / target.About, 99) : (double?)null;
        var about = percent is { } done
            ? string.Create(CultureInfo.InvariantCulture, $", about {done:0} %")
            : "";
        context.TellState(
            $"{script.Name}: {Amount.Of(progress.Rows, "row")} of {target.Table} in {Amount.OfBatches(progress.Batches)}{about}",
            percent
        );
    }

    private void EnsureInTime(long since, IReadOnlyList<string> waiters)
    {
        if (context.Clock.GetElapsedTime(since) >= context.Options.LockDeadline)
        {
            throw new LockTimeoutException(
                $"{script.Name}: other sessions waited for each batch longer than {context.Options.LockTimeout.TotalSeconds:0.###} s, so that none was done within "
                    + $"{context.Options.LockDeadline.TotalSeconds:0.#} s. Waiting was: {string.Join(", ", waiters)}. What earlier batches did stays.",
                "Repeat when there is less traffic: the run resumes. Or let others wait longer with --lock-timeout."
            );
        }
    }
}
