using System.Data;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Journal;
using OpsCenter.Migrations.Preservation;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Execution;

/// <summary>
/// Runs a restore script in a transaction that it opens and leaves open, and proves before anybody can commit that of what was
/// there before the migration only those rows were updated that the script told, and none came or went. That their earlier
/// columns are the same, the script has proved itself, on exactly those rows and under their locks.
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
        var counts = await session.ScalarAsync<string>(
            "select current_setting('track_counts')",
            cancellation
        );
        // Without counters the earlier columns are compared instead, in a snapshot that sees nobody else's writes.
        var uncounted = counts == "off";
        await session.BeginAsync(
            uncounted ? IsolationLevel.RepeatableRead : IsolationLevel.ReadCommitted,
            cancellation
        );
        var created = await CreatedObjects.ReadAsync(session, migration, cancellation);
        var tables = await PreservedTables.FindAsync(session, created, cancellation);
        var counters = await WriteCounters.ReadAsync(
            session,
            tables,
            await Sequences.FindAsync(session, created, cancellation),
            created,
            cancellation
        );
        var before = uncounted
            ? await UncountedRows.ReadAsync(context, session, tables, cancellation)
            : null;

        await RestoreSettings.ApplyAsync(session, context.Options, options, cancellation);
        var run = await new ScriptRunner(session, context.Logger).RunAsync(
            script,
            "",
            new SilentJournal(),
            cancellation
        );
        var result = await RestoreResult.ReadAsync(session, cancellation);

        if (before is null)
        {
            await counters.EnsureUntouchedAsync(
                session,
                script.FileName,
                cancellation,
                result.Updated
            );
        }
        else
        {
            await EnsureSameAsync(script, before, cancellation);
        }

        return (run, result);
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
                $"{script.FileName} changed earlier columns of {string.Join(", ", touched)}, and was rolled back (track_counts is off: found by digest).",
                "Look at the triggers and rules of these tables."
            );
        }
    }
}
