using Microsoft.Extensions.Logging;
using Npgsql;
using OpsCenter.Migrations.Batches;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Execution;
using OpsCenter.Migrations.Locking;
using OpsCenter.Migrations.Objects;
using OpsCenter.Migrations.Sessions;
using OpsCenter.Migrations.Versions;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Migrations.VersionRuns;

/// <summary>
/// Runs a part of a script in a transaction of its own session, so that no setting of one script reaches the next. A lock that is
/// not granted within the lock timeout rolls back the whole transaction; it is repeated until the lock deadline.
/// </summary>
/// <param name="context">Opens the sessions.</param>
/// <param name="runner">Keeps other runners out.</param>
/// <param name="watcher">A session that is outside of a transaction while a part runs: it sees what others see.</param>
internal sealed class PartRun(EngineContext context, RunnerLock runner, DatabaseSession watcher)
    : IAsyncDisposable
{
    // The session of the last part, for the next one: what a script left in it is removed first.
    private WorkSession? _kept;

    // What was there after one script is there before the next; what others do between is told apart by who sees it.
    private ObjectImage? _last;

    /// <summary>Runs a part, and what belongs into its transaction.</summary>
    /// <param name="script">The script of the part.</param>
    /// <param name="part">The part.</param>
    /// <param name="around">What is done around its statements, anew in each attempt.</param>
    /// <param name="cancellation">Rolls back.</param>
    /// <param name="range">The rows that its one statement is about, if it is a batch; null if it is none.</param>
    /// <exception cref="LockTimeoutException">The lock deadline has passed; the message names who holds the lock.</exception>
    public async Task<ScriptEffects> RunAsync(
        SqlScript script,
        ScriptPart part,
        IPartWork around,
        CancellationToken cancellation,
        BatchRange? range = null
    )
    {
        var statements = new ScriptStatements(script, part.Statements);
        var told = new WaitReport(context, $"run {script.Name}");
        long? refused = null;
        for (var pause = LockRetry.ShortestPause; ; pause = Min(2 * pause, LockRetry.LongestPause))
        {
            IReadOnlyList<Blocker> blockers;
            var work = await BeginAsync(cancellation);
            await using (
                var watch = LockWaitWatch.Begin(context, work.Session.Connection.ProcessID)
            )
            {
                try
                {
                    var effects = await OnceAsync(
                        work.Session,
                        statements,
                        range,
                        around,
                        cancellation
                    );
                    _kept = work;
                    return effects;
                }
                catch (MigrationException exception) when (IsBusy(exception))
                {
                    refused ??= context.Clock.GetTimestamp();
                    blockers = watch.Blockers;
                    if (context.Clock.GetElapsedTime(refused.Value) >= context.Options.LockDeadline)
                    {
                        throw GivenUp(exception, blockers);
                    }
                }
                finally
                {
                    if (_kept is null)
                    {
                        await work.DisposeAsync();
                    }
                }
            }

            told.Tell(blockers, context.Clock.GetElapsedTime(refused.Value));
            await Task.Delay(
                pause * (0.5 + Random.Shared.NextDouble()),
                context.Clock,
                cancellation
            );
        }
    }

    /// <summary>Something ran outside of these transactions: what was there after the last one is not what is there now.</summary>
    public void ForgetObjects() => _last = null;

    /// <summary>
    /// Reads all objects once more and compares: the images between the first and the last one of a run were only brought up to date. What
    /// differs is reported. It is after the fact: that it cannot be read ends nothing.
    /// </summary>
    public async Task CheckImageAsync()
    {
        try
        {
            // Others may create an object between the two readings, but hardly each time.
            for (var rest = 3; _last is { } last; rest--)
            {
                var error = await ImageUpdate.FindErrorAsync(
                    last,
                    watcher,
                    VersionSchema.Own,
                    CancellationToken.None
                );
                if (error.IsEmpty || rest == 0)
                {
                    Warn(error);
                    return;
                }
            }
        }
        catch (Exception exception) when (exception is NpgsqlException or MigrationException)
        {
            context.Logger.LogDebug(exception, "The objects could not be read once more.");
        }
    }

    private void Warn(ObjectDifference error)
    {
        foreach (
            var found in error
                .Created.Concat(error.Dropped)
                .Concat(error.Changed.Select(pair => pair.After))
        )
        {
            context.Tell(
                $"warning: the record of {found} may be wrong, which an error of opscenter has caused; please report it. opscenter verify compares the record."
            );
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_kept is { } kept)
        {
            _kept = null;
            await kept.DisposeAsync();
        }
    }

    private async Task<WorkSession> BeginAsync(CancellationToken cancellation)
    {
        if (_kept is not { } kept)
        {
            return await WorkSession.OpenAsync(context, runner, cancellation);
        }

        _kept = null;
        try
        {
            await kept.RepeatAsync(cancellation);
            return kept;
        }
        catch
        {
            await kept.DisposeAsync();
            throw;
        }
    }

    private async Task<ScriptEffects> OnceAsync(
        DatabaseSession session,
        ScriptStatements statements,
        BatchRange? range,
        IPartWork work,
        CancellationToken cancellation
    )
    {
        var open = new OpenPart(
            session,
            watcher,
            statements,
            _last ?? await ObjectImage.TakeAsync(session, VersionSchema.Own, cancellation)
        )
        {
            Range = range,
        };
        _last = null;
        var transaction = new ScriptTransaction(context, session, work.CountsRows);
        await transaction.BeginAsync(cancellation);
        try
        {
            await work.BeforeAsync(open, cancellation);
            var effects = await transaction.RunAsync(open, cancellation, work);
            // On another connection: while this one writes what was done.
            var held = runner.EnsureHeldAsync(cancellation);
            try
            {
                await work.AfterAsync(open, effects, cancellation);
            }
            finally
            {
                await held.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            await held;
            await session.CommitAsync(cancellation);
            _last = transaction.After;
            if (transaction.HasPrepared)
            {
                await session.DeallocateAsync();
            }

            return effects;
        }
        catch (PostgresException exception)
            when (exception.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            throw new LockTimeoutException(exception.MessageText, "", exception);
        }
        finally
        {
            await session.RollbackAsync();
            session.ForgetPrepared(statements.MayDeallocate);
        }
    }

    private static bool IsBusy(MigrationException exception) =>
        exception
            is LockTimeoutException
                or ScriptFailedException { SqlState: PostgresErrorCodes.DeadlockDetected };

    private LockTimeoutException GivenUp(
        MigrationException exception,
        IReadOnlyList<Blocker> blockers
    ) =>
        new(
            $"{exception.Message}\nThe lock could not be acquired within {context.Options.LockDeadline.TotalSeconds:0.#} s. "
                + (
                    blockers.Count == 0
                        ? "Who held it has gone since."
                        : $"It is held by:{string.Concat(blockers.Select(blocker => $"\n  {blocker}"))}"
                ),
            "Repeat when that has ended, or wait longer with --lock-deadline. What was applied before stays applied."
                + (
                    blockers is [{ Pid: { } pid }, ..]
                        ? $" To end it: select pg_terminate_backend({pid});"
                        : ""
                ),
            exception
        );

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
