using System.Data;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Execution;
using OpsCenter.Migrations.Journal;
using OpsCenter.Migrations.Locking;
using OpsCenter.Migrations.Sessions;
using OpsCenter.Migrations.Trust;

namespace OpsCenter.Migrations.Operations;

/// <summary>
/// Brings back what rollbacks archived. The journal gets no row: it tells where the schema stands, and that does not change. What
/// was restored, the script notes beside the archive.
/// </summary>
internal sealed class RestoreArchive(EngineContext context, Migration migration)
{
    public Task<RestoreArchiveReport> RunAsync(
        RestoreArchiveOptions options,
        CancellationToken cancellation
    )
    {
        var script =
            migration.Restore
            ?? throw new InvalidOptionException(
                $"Migration {migration.Name} has no restore script: its rollback archives nothing.",
                "Name a migration that has one with --migration."
            );
        if (options.Archive is < 1)
        {
            throw new InvalidOptionException(
                $"There is no archive {options.Archive}: archives are numbered from 1.",
                "opscenter status lists the archives; without a number all that were not restored come back."
            );
        }

        return options.PlanOnly
            ? PlanAsync(script, options, cancellation)
            : RestoreAsync(script, options, cancellation);
    }

    private async Task<RestoreArchiveReport> PlanAsync(
        MigrationScript script,
        RestoreArchiveOptions options,
        CancellationToken cancellation
    )
    {
        await using var session = await TrustedSession.OpenAsync(context, migration, cancellation);
        await session.BeginAsync(IsolationLevel.ReadCommitted, cancellation);
        await RestoreSettings.ApplyAsync(session, context.Options, options, cancellation);
        var run = await new ScriptRunner(session, context.Logger).RunAsync(
            script,
            "plan",
            new SilentJournal(),
            cancellation
        );
        return Report(
            RestoreArchiveOutcome.Planned,
            run,
            await RestoreResult.ReadAsync(session, cancellation)
        );
    }

    private async Task<RestoreArchiveReport> RestoreAsync(
        MigrationScript script,
        RestoreArchiveOptions options,
        CancellationToken cancellation
    )
    {
        await using var runner = await RunnerLock.AcquireAsync(context, cancellation);
        await using var session = await TrustedSession.OpenAsync(context, migration, cancellation);
        await runner.EnsureSameServerAsync(session, cancellation);
        // The session of a run that was killed may hold its locks until the server notices.
        var (run, result) = await new LockRetry(
            context,
            session,
            [session.Connection.ProcessID, runner.Pid]
        ).RunAsync(
            session,
            $"restore what {migration.Name} archived",
            () =>
                new GuardedRestore(context, session).RunAsync(
                    migration,
                    script,
                    options,
                    cancellation
                ),
            cancellation
        );
        await runner.EnsureHeldAsync(cancellation);
        await session.CommitAsync(cancellation);
        return Report(
            result.Archives.Count == 0
                ? RestoreArchiveOutcome.NothingToRestore
                : RestoreArchiveOutcome.Restored,
            run,
            result
        );
    }

    private RestoreArchiveReport Report(
        RestoreArchiveOutcome outcome,
        ScriptRun run,
        RestoreResult result
    ) =>
        new(
            migration.Name,
            outcome,
            result.Archives,
            result.Rows,
            result.Values,
            run.Steps,
            run.Duration
        );
}
