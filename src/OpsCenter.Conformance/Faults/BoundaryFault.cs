using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Running;

namespace OpsCenter.Conformance.Faults;

/// <summary>Strikes a script at a statement's boundary, or within a statement that waits.</summary>
internal sealed class BoundaryFault(ScratchDatabase database, FaultKind kind, FaultPoint point)
    : IScriptObserver
{
    private readonly TaskCompletionSource _reached = new();
    private readonly TaskCompletionSource _gate = new();

    /// <summary>Ends when the script has come to the point.</summary>
    public Task Reached => _reached.Task;

    /// <summary>Lets a held session go on.</summary>
    public void Open() => _gate.TrySetResult();

    public async Task BeforeAsync(StatementBoundary boundary, CancellationToken cancellation)
    {
        if (boundary.Statement.Ordinal == point.Number)
        {
            await StrikeAsync(boundary, cancellation);
        }
    }

    /// <summary>The end of the script is after its last statement: its number is one more.</summary>
    public async Task AfterAsync(StatementBoundary boundary, CancellationToken cancellation)
    {
        if (kind != FaultKind.Error && boundary.Statement.Ordinal + 1 == point.Number)
        {
            await StrikeAsync(boundary, cancellation);
        }
    }

    private async Task StrikeAsync(StatementBoundary boundary, CancellationToken cancellation)
    {
        if (!_reached.TrySetResult())
        {
            return;
        }

        if (point.Place == FaultPlace.Waiting)
        {
            _ = WaitingStatement.InterruptAsync(
                await WaitingStatement.BlockAsync(database, cancellation),
                database,
                boundary.BackendPid,
                kind,
                cancellation
            );
        }
        else if (kind == FaultKind.Hold)
        {
            await _gate.Task.WaitAsync(cancellation);
        }
        else if (kind == FaultKind.Kill)
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
                "do $$ begin raise exception 'could not extend file: No space left on device (made by the harness)' using errcode = '22000'; end $$";
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }
}
