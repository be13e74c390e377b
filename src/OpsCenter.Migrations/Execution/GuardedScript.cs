using DbUp.Engine;
using OpsCenter.Migrations.Preservation;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Execution;

/// <summary>
/// Runs a script in a transaction that it opens and leaves open, and verifies before the commit that nothing which was there before
/// the migration was written, rewritten or removed.
/// </summary>
internal sealed class GuardedScript(EngineContext context, DatabaseSession session)
{
    /// <param name="migration">The migration.</param>
    /// <param name="direction">Which of its scripts.</param>
    /// <param name="mode">The value of <c>opscenter.mode</c>: empty, or <c>online</c>.</param>
    /// <param name="journal">Where the run goes, in the same transaction.</param>
    /// <param name="cancellation">Ends the script; its transaction is to be rolled back then.</param>
    public async Task<ScriptRun> RunAsync(
        Migration migration,
        MigrationDirection direction,
        string mode,
        IJournal journal,
        CancellationToken cancellation
    )
    {
        var script = direction == MigrationDirection.Up ? migration.Forward : migration.Rollback;
        var guard = await WriteGuard.BeginAsync(context, session, migration, cancellation);
        await ScriptSettings.ApplyAsync(session, mode, context.Options, cancellation);
        var run = await new ScriptRunner(session, context.Logger).RunAsync(
            script,
            mode,
            journal,
            cancellation
        );
        await guard.EnsureUntouchedAsync(
            script,
            cancellation,
            mayRecord: await RecordedRows.AreAllowedAsync(session, context.Options, cancellation)
        );
        return run;
    }
}
