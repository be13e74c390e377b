using System.Data;
using OpsCenter.Migrations.Execution;
using OpsCenter.Migrations.Journal;
using OpsCenter.Migrations.Locking;
using OpsCenter.Migrations.Planning;
using OpsCenter.Migrations.Sessions;
using OpsCenter.Migrations.Trust;

namespace OpsCenter.Migrations.Operations;

/// <summary>Asks a script in plan mode, in a transaction that is rolled back whatever it says.</summary>
internal sealed class Plan(EngineContext context, Migration migration)
{
    public async Task<MigrationPlan> RunAsync(
        MigrationDirection direction,
        CancellationToken cancellation
    )
    {
        await using var session = await TrustedSession.OpenAsync(context, migration, cancellation);
        return await RunAsync(session, direction, cancellation);
    }

    /// <summary>A script that meets a lock which keeps readers out is asked again, until --lock-deadline has passed.</summary>
    public Task<MigrationPlan> RunAsync(
        DatabaseSession session,
        MigrationDirection direction,
        CancellationToken cancellation
    ) =>
        new ReadRetry(context, session).RunAsync(
            $"plan {migration.Name}",
            () => OnceAsync(session, direction, cancellation),
            cancellation
        );

    private async Task<MigrationPlan> OnceAsync(
        DatabaseSession session,
        MigrationDirection direction,
        CancellationToken cancellation
    )
    {
        var script = direction == MigrationDirection.Up ? migration.Forward : migration.Rollback;
        await session.BeginAsync(IsolationLevel.ReadCommitted, cancellation);
        try
        {
            await ScriptSettings.ApplyAsync(session, "plan", context.Options, cancellation);
            var run = await new ScriptRunner(session, context.Logger).RunAsync(
                script,
                "plan",
                new SilentJournal(),
                cancellation
            );
            return new MigrationPlan(migration.Name, direction, run.Steps);
        }
        finally
        {
            await session.RollbackAsync();
        }
    }
}
