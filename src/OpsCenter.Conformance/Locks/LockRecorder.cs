using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Running;
using OpsCenter.Conformance.Scripts;

namespace OpsCenter.Conformance.Locks;

/// <summary>
/// Learns which locks a script takes. Locks are held to the end of their transaction, so that the transaction itself can say before its
/// end what it holds: nothing is polled, and the same script gives the same record. Needs a superuser, for the event triggers.
/// </summary>
internal sealed class LockRecorder
{
    private readonly ScratchDatabase _database;
    private readonly WatchedRelations _relations;

    private LockRecorder(ScratchDatabase database, WatchedRelations relations) =>
        (_database, _relations) = (database, relations);

    /// <summary>What is watched.</summary>
    public WatchedRelations Relations => _relations;

    /// <summary>Prepares a database for it; what is there now is what is watched.</summary>
    public static async Task<LockRecorder> PrepareAsync(
        ScratchDatabase database,
        CancellationToken cancellation
    )
    {
        var relations = await WatchedRelations.ReadAsync(database.DataSource, cancellation);
        await database.ExecuteAsync(LockSampling.EventTriggers(relations), cancellation);
        return new LockRecorder(database, relations);
    }

    /// <summary>Runs a script there, once.</summary>
    public async Task<LockRecord> RunAsync(SqlScript script, CancellationToken cancellation)
    {
        var watch = new LockWatch(_relations);
        var run = await ScriptRunner.RunAsync(
            _database.ConnectionString,
            script,
            new ScriptRunOptions { Observer = watch, OpensTransactions = true },
            cancellation
        );
        return new LockRecord(run, _relations, watch.Samples);
    }

    /// <summary>Takes out what was put into the database for it.</summary>
    public Task EndAsync(CancellationToken cancellation) =>
        _database.ExecuteAsync(LockSampling.EventTriggersEnd, cancellation);
}
