using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Running;

namespace OpsCenter.Conformance.Faults;

/// <summary>Injects a fault at a statement boundary, or within a concurrent index build that waits.</summary>
internal sealed class BoundaryFault(ScratchDatabase database, FaultAction action, FaultPoint point)
    : IScriptObserver
{
    private readonly TaskCompletionSource _reached = new();
    private readonly TaskCompletionSource _gate = new();

    /// <summary>Completes when the script reaches the point.</summary>
    public Task Reached => _reached.Task;

    /// <summary>Releases a held session.</summary>
    public void Release() => _gate.TrySetResult();

    public async Task BeforeAsync(StatementBoundary boundary, CancellationToken cancellation)
    {
        if (boundary.Statement.Ordinal == point.Number)
        {
            await InjectAsync(boundary, cancellation);
        }
    }

    /// <summary>The end of the script has the number of the last statement plus 1.</summary>
    public async Task AfterAsync(StatementBoundary boundary, CancellationToken cancellation)
    {
        if (action != FaultAction.Error && boundary.Statement.Ordinal + 1 == point.Number)
        {
            await InjectAsync(boundary, cancellation);
        }
    }

    private async Task InjectAsync(StatementBoundary boundary, CancellationToken cancellation)
    {
        if (!_reached.TrySetResult())
        {
            return;
        }

        if (point.Kind == FaultPointKind.ConcurrentBuild)
        {
            _ = ConcurrentBuildFault.InterruptAsync(
                await ConcurrentBuildFault.BlockAsync(database, cancellation),
                database,
                boundary.BackendPid,
                action,
                cancellation
            );
        }
        else if (action == FaultAction.Hold)
        {
            await _gate.Task.WaitAsync(cancellation);
        }
        else if (action == FaultAction.Kill)
        {
            await database.ExecuteAsync(
                $"select pg_terminate_backend({boundary.BackendPid})",
                cancellation
            );
        }
        else
        {
            await using var command = boundary.Connection.CreateCommand();
            command.CommandText =
                "do $$ begin raise exception 'could not extend file: No space left on device (made by the "
                + "harness)' using errcode = '22000'; end $$";
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }
}
