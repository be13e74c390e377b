using System.Diagnostics;
using Npgsql;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Execution;
using OpsCenter.Migrations.Journal;
using OpsCenter.Migrations.Locking;
using OpsCenter.Migrations.Planning;
using OpsCenter.Migrations.Sessions;
using OpsCenter.Migrations.Trust;

namespace OpsCenter.Migrations.Online;

/// <summary>
/// Runs a script in online mode: the script says what is to be done by itself, that is done unit by unit, and the script is asked
/// again until nothing is left. All state is in the database, so that a run which stops anywhere is resumed by the next one.
/// </summary>
internal sealed class OnlineScript(
    EngineContext context,
    DatabaseSession session,
    RunnerLock runner
)
{
    // Two rounds are the rule: one that begins, one that completes. More only if others interfere.
    private const int MostRounds = 8;

    /// <summary>Runs it to its end, and leaves the transaction of the last round open, with the journal's row in it.</summary>
    /// <exception cref="LockTimeoutException">A lock could not be acquired within the deadline; what is done stays.</exception>
    /// <exception cref="MigrationCancelledException">Cancelled; what is done stays.</exception>
    public async Task<ScriptRun> RunAsync(
        Migration migration,
        MigrationDirection direction,
        EngineJournal journal,
        CancellationToken cancellation
    )
    {
        var started = Stopwatch.GetTimestamp();
        var progress = new OnlineRun();
        try
        {
            await using var units = await UnitRunner.CreateAsync(
                context,
                session,
                runner,
                cancellation
            );
            for (var round = 0; round < MostRounds; round++)
            {
                if (await RoundAsync(migration, direction, journal, units, progress, cancellation))
                {
                    return new ScriptRun(progress.Steps, Stopwatch.GetElapsedTime(started));
                }
            }
        }
        catch (Exception exception)
            when (cancellation.IsCancellationRequested
                && exception
                    is OperationCanceledException
                        or NpgsqlException
                        or ScriptFailedException
            )
        {
            throw new MigrationCancelledException(
                $"Cancelled between two steps. What is done stays and disturbs nobody.\n{progress}",
                "Next: repeat the command, it resumes there; apply and rollback both can.",
                exception,
                cancellation
            );
        }
        catch (LockTimeoutException exception)
        {
            throw new LockTimeoutException(
                $"{exception.Message}\n{progress}",
                exception.Remedy,
                exception
            );
        }
        catch (StatementCancelledException exception)
        {
            throw new StatementCancelledException(
                $"{exception.Message}\n{progress}",
                exception.Remedy,
                exception
            );
        }
        catch (DataTouchedException exception)
        {
            throw new DataTouchedException(
                $"{exception.Message}\n{progress}\nWhat is done was committed before, and stays.",
                exception.Remedy,
                exception
            );
        }

        throw new MigrationInterferenceException(
            $"After {MostRounds} rounds there was still something to do: somebody undoes what {migration.Name} does.\n{progress}",
            "Find out who else changes the schema of this database, then repeat."
        );
    }

    /// <summary>One question to the script, and what it asked for. True if nothing was left: then its transaction is still open.</summary>
    private async Task<bool> RoundAsync(
        Migration migration,
        MigrationDirection direction,
        EngineJournal journal,
        UnitRunner units,
        OnlineRun progress,
        CancellationToken cancellation
    )
    {
        var script = direction == MigrationDirection.Up ? migration.Forward : migration.Rollback;
        var run = await units.AskAsync(
            migration,
            () =>
                new GuardedScript(context, session).RunAsync(
                    migration,
                    direction,
                    "online",
                    journal,
                    cancellation
                ),
            cancellation
        );
        var next = ScriptUnit.Read(
            await session.ScalarAsync<string>(
                "select coalesce(current_setting('opscenter.next', true), '')",
                cancellation
            )
        );
        progress.Add(run.Steps.Where(step => next.Count == 0 || step.Kind != StepKind.Outcome));
        progress.Begin(next);
        if (next.Count == 0)
        {
            return true;
        }

        await runner.EnsureHeldAsync(cancellation);
        await OwnRights.KeepAsync(session, cancellation);
        await session.CommitAsync(cancellation);
        progress.Committed(run.Steps);
        foreach (var (ordinal, unit) in next.Index())
        {
            cancellation.ThrowIfCancellationRequested();
            context.Tell($"{ordinal + 1}/{next.Count}  {unit.Message}");
            var steps = await units.RunAsync(migration, script, unit, ordinal, cancellation);
            if (steps is null)
            {
                // A build that was the victim of a deadlock: the script removes what it left.
                break;
            }

            progress.Add(steps);
            progress.Done(unit);
        }

        return false;
    }
}
