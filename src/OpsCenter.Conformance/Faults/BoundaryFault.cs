using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Running;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Conformance.Faults;

/// <summary>Injects a fault at a statement boundary, within a concurrent index build that waits, or after a COMMIT within a statement.</summary>
internal sealed class BoundaryFault(ScratchDatabase database, FaultAction action, FaultPoint point)
    : IScriptObserver,
        IEngineFault
{
    private const string Error =
        "do $$ begin raise exception 'could not extend file: No space left on device (made by the "
        + "harness)' using errcode = '22000'; end $$";

    private const string Kill =
        "do $$ begin perform pg_catalog.pg_terminate_backend(pg_catalog.pg_backend_pid()); perform pg_catalog.pg_sleep(5); end $$";

    private readonly TaskCompletionSource _reached = new();
    private readonly TaskCompletionSource _gate = new();
    private CommitFault? _commit;

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
        if (point.Kind == FaultPointKind.OwnCommit)
        {
            await (_commit?.EndAsync() ?? Task.CompletedTask);
        }
        else if (action != FaultAction.Error && boundary.Statement.Ordinal + 1 == point.Number)
        {
            await InjectAsync(boundary, cancellation);
        }
    }

    /// <summary>Nobody can hold an engine at a boundary: its first run goes on.</summary>
    public void Begin(CancellationToken cancellation)
    {
        if (action == FaultAction.Hold)
        {
            _reached.TrySetResult();
        }
    }

    public string In(SqlScript script)
    {
        if (action is not (FaultAction.Error or FaultAction.Kill))
        {
            return script.Text;
        }

        var fault = action == FaultAction.Kill ? Kill : Error;
        return script.Statements.FirstOrDefault(each => each.Ordinal == point.Number) is { } next
            ? $"{script.Text[..next.Start]}{fault}; {script.Text[next.Start..]}"
            : $"{script.Text}\n;{fault};";
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
        else if (point.Kind == FaultPointKind.OwnCommit)
        {
            _commit = await CommitFault.WatchAsync(
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
            command.CommandText = Error;
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }
}
