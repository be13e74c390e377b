using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Npgsql;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Sessions;
using OpsCenter.Migrations.Telemetry;
using Polly;
using Polly.Retry;

namespace OpsCenter.Migrations.Locking;

/// <summary>
/// Asks for a lock for a moment, gives way, and asks again: while a request waits, everybody who comes later waits behind it (manual,
/// 13.3). It does not ask at all while a transaction holds the table that has been open longer than a request may wait.
/// </summary>
/// <param name="context">Its options say how long.</param>
/// <param name="watcher">Looks who holds the lock.</param>
/// <param name="own">The processes of the run.</param>
/// <param name="whenBusy">Called each time that the lock could not be acquired; an error ends the wait.</param>
internal sealed class LockRetry(
    EngineContext context,
    DatabaseSession watcher,
    IReadOnlyList<int> own,
    Func<CancellationToken, Task>? whenBusy = null
)
{
    /// <summary>The pause after the first request; later ones are longer.</summary>
    public static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(50);

    /// <summary>The longest pause, before half of it is added or taken away at random.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Runs an attempt until it got its lock. The deadline counts from the first time that it did not: what was done before, by others or
    /// by itself, was no wait.
    /// </summary>
    /// <param name="wanted">The lock.</param>
    /// <param name="attempt">One transaction, rolled back by itself if it fails.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="LockTimeoutException">The deadline has passed; the message names who holds the lock.</exception>
    public async Task RunAsync(
        WantedLock wanted,
        Func<Task> attempt,
        CancellationToken cancellation
    )
    {
        var told = new WaitReport(context, wanted.Purpose);
        long? refused = null;
        var pipeline = new ResiliencePipelineBuilder { TimeProvider = context.Clock }
            .AddRetry(
                new RetryStrategyOptions
                {
                    ShouldHandle = arguments =>
                        ValueTask.FromResult(
                            arguments.Outcome.Exception is LockBusyException
                                && context.Clock.GetElapsedTime(
                                    refused ??= context.Clock.GetTimestamp()
                                ) < context.Options.LockDeadline
                        ),
                    MaxRetryAttempts = int.MaxValue,
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                    Delay = ShortestPause,
                    MaxDelay = LongestPause,
                    OnRetry = arguments =>
                    {
                        MigrationTelemetry.LockRetries.Add(1);
                        var busy = (LockBusyException)arguments.Outcome.Exception!;
                        var waited =
                            context.Clock.GetElapsedTime(refused ??= context.Clock.GetTimestamp())
                            + arguments.RetryDelay;
                        Activity.Current?.SetTag(
                            MigrationTelemetry.LockWaitTag,
                            waited.TotalSeconds
                        );
                        told.Tell(busy.Blockers, waited);
                        return ValueTask.CompletedTask;
                    },
                }
            )
            .Build();
        try
        {
            await pipeline.ExecuteAsync(
                async _ =>
                {
                    try
                    {
                        await OnceAsync(wanted, attempt, cancellation);
                    }
                    catch (LockBusyException) when (whenBusy is not null)
                    {
                        await whenBusy(cancellation);
                        throw;
                    }
                },
                cancellation
            );
        }
        catch (LockBusyException busy) when (busy.InnerException is LockTimeoutException answer)
        {
            // The script has looked itself, and says who.
            ExceptionDispatchInfo.Throw(answer);
        }
        catch (LockBusyException busy)
        {
            throw GivenUp(wanted, busy);
        }
    }

    private async Task OnceAsync(
        WantedLock wanted,
        Func<Task> attempt,
        CancellationToken cancellation
    )
    {
        if (wanted.Mode.IsStrong)
        {
            var holders = await FindAsync(
                wanted with
                {
                    Mode = wanted.Mode.WithoutMaintenance(),
                },
                cancellation
            );
            if (holders.Any(holder => holder.Age > context.Options.LockTimeout))
            {
                throw new LockBusyException(holders);
            }
        }

        try
        {
            await attempt();
        }
        catch (PostgresException exception)
            when (exception.SqlState
                    is PostgresErrorCodes.LockNotAvailable
                        or PostgresErrorCodes.DeadlockDetected
            )
        {
            throw new LockBusyException(await FindAsync(wanted, cancellation), exception);
        }
    }

    private Task<IReadOnlyList<Blocker>> FindAsync(
        WantedLock wanted,
        CancellationToken cancellation
    ) => Blockers.FindAsync(watcher, wanted.Mode, wanted.Tables, own, cancellation);

    private LockTimeoutException GivenUp(WantedLock wanted, LockBusyException busy)
    {
        var who =
            busy.Blockers.Count == 0
                ? "Who held it has gone since."
                : $"It is held by:{string.Concat(busy.Blockers.Select(blocker => $"\n  {blocker}"))}";
        return new LockTimeoutException(
            $"The lock to {wanted.Purpose} ({wanted.Mode.Name}) could not be acquired within {context.Options.LockDeadline.TotalSeconds:0.#} s. {who}",
            "Repeat when that has ended, the run resumes where it stopped; or wait longer with --lock-deadline."
                + (
                    busy.Blockers.FirstOrDefault(blocker => blocker.Pid is not null) is { } first
                        ? $" To end it: select pg_terminate_backend({first.Pid});"
                        : ""
                ),
            busy
        );
    }
}
