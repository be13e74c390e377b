using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Running;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Conformance.Locks;

/// <summary>
/// Records the locks that a script takes. A lock is held until its transaction ends, so the session samples its own
/// locks before that: there is no polling, and the same script gives the same record. Needs a superuser, because it
/// creates event triggers.
/// </summary>
internal sealed class LockRecorder
{
    private readonly ScratchDatabase _database;
    private readonly WatchedRelations _relations;

    private LockRecorder(ScratchDatabase database, WatchedRelations relations) =>
        (_database, _relations) = (database, relations);

    /// <summary>The relations whose locks are recorded.</summary>
    public WatchedRelations Relations => _relations;

    /// <summary>Prepares the database. The relations that exist now are watched.</summary>
    public static async Task<LockRecorder> PrepareAsync(
        ScratchDatabase database,
        CancellationToken cancellation
    )
    {
        var relations = await WatchedRelations.ReadAsync(database.DataSource, cancellation);
        await database.ExecuteUnnoticedAsync(
            LockSampling.CreateEventTriggers(relations),
            cancellation
        );
        return new LockRecorder(database, relations);
    }

    /// <summary>Runs the script once.</summary>
    public async Task<LockRecord> RunAsync(SqlScript script, CancellationToken cancellation)
    {
        var watch = new LockSampler(_relations);
        var run = await ScriptRunner.RunAsync(
            _database.ConnectionString,
            script,
            new ScriptRunOptions { Observer = watch, WrapInTransactions = true },
            cancellation
        );
        return new LockRecord(run, _relations, watch.Samples);
    }

    /// <summary>Removes the event triggers.</summary>
    public Task RemoveAsync(CancellationToken cancellation) =>
        _database.ExecuteUnnoticedAsync(LockSampling.DropEventTriggers, cancellation);
}
