using OpsCenter.Migrations.Journal;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Execution;

/// <summary>
/// Runs a restore script in a transaction that it opens and leaves open, and verifies before the commit that the only earlier rows
/// changed are those that the script reported. The script itself compares the earlier columns of these rows, under their locks.
/// </summary>
internal sealed class GuardedRestore(EngineContext context, DatabaseSession session)
{
    public async Task<(ScriptRun Run, RestoreResult Result)> RunAsync(
        Migration migration,
        MigrationScript script,
        RestoreArchiveOptions options,
        CancellationToken cancellation
    )
    {
        var guard = await WriteGuard.BeginAsync(context, session, migration, cancellation);
        await RestoreSettings.ApplyAsync(session, context.Options, options, cancellation);
        var run = await new ScriptRunner(session, context.Logger).RunAsync(
            script,
            "",
            new SilentJournal(),
            cancellation
        );
        var result = await RestoreResult.ReadAsync(session, cancellation);
        await guard.EnsureUntouchedAsync(script, cancellation, result.Updated);
        return (run, result);
    }
}
