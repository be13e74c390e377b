using OpsCenter.Migrations.Execution;
using OpsCenter.Migrations.Journal;
using OpsCenter.Migrations.Locking;
using OpsCenter.Migrations.Online;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Operations;

/// <summary>How a script is run: online where it can be, in one transaction otherwise or if that is wanted.</summary>
internal sealed class ScriptStrategy(
    EngineContext context,
    DatabaseSession session,
    RunnerLock runner
)
{
    /// <summary>Runs it, and leaves its last transaction open for whatever shares its fate.</summary>
    public Task<ScriptRun> RunAsync(
        Migration migration,
        MigrationDirection direction,
        EngineJournal journal,
        CancellationToken cancellation
    ) =>
        migration.SupportsOnline && !context.Options.SingleTransaction
            ? new OnlineScript(context, session, runner).RunAsync(
                migration,
                direction,
                journal,
                cancellation
            )
            : new GuardedScript(context, session).RunAsync(
                migration,
                direction,
                "",
                journal,
                cancellation
            );
}
