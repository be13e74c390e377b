using System.Data;
using DbUp.Engine;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Preservation;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Execution;

/// <summary>
/// Runs a script in a transaction that it opens and leaves open, and proves before anybody can commit that nothing which was there
/// before the migration was written, rewritten or removed.
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
        var counted = await session.ScalarAsync<string>(
            "select current_setting('track_counts')",
            cancellation
        );
        // Without counters the rows are compared instead, in a snapshot that sees this transaction's writes and nobody else's.
        var uncounted = counted == "off";
        await session.BeginAsync(
            uncounted ? IsolationLevel.RepeatableRead : IsolationLevel.ReadCommitted,
            cancellation
        );
        var created = await CreatedObjects.ReadAsync(session, migration, cancellation);
        var tables = await PreservedTables.FindAsync(session, created, cancellation);
        var sequences = await Sequences.FindAsync(session, created, cancellation);
        var counters = await WriteCounters.ReadAsync(
            session,
            tables,
            sequences,
            created,
            cancellation
        );
        var before = uncounted
            ? await UncountedRows.ReadAsync(context, session, tables, cancellation)
            : null;

        await ScriptSettings.ApplyAsync(session, mode, context.Options, cancellation);
        var run = await new ScriptRunner(session, context.Logger).RunAsync(
            script,
            mode,
            journal,
            cancellation
        );

        await counters.EnsureUntouchedAsync(
            session,
            script.FileName,
            cancellation,
            mayRecord: await RecordedRows.AreAllowedAsync(session, context.Options, cancellation)
        );
        if (before is not null)
        {
            await EnsureSameAsync(script, before, cancellation);
        }

        return run;
    }

    private static async Task EnsureSameAsync(
        MigrationScript script,
        UncountedRows rows,
        CancellationToken cancellation
    )
    {
        var touched = await rows.TouchedAsync(cancellation);
        if (touched.Count > 0)
        {
            throw new DataTouchedException(
                $"{script.FileName} changed rows of {string.Join(", ", touched)}, and was rolled back (track_counts is off: found by digest).",
                "A migration extends only. If the script has no statement that writes these tables, look for a trigger or an event trigger that does."
            );
        }
    }
}
