using System.Globalization;
using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Running;

namespace OpsCenter.Conformance.Faults;

/// <summary>Terminates the server process of a script some time after its start.</summary>
internal sealed class TimedKill(ScratchDatabase database, TimeSpan after) : IScriptObserver
{
    private bool _isScheduled;

    public Task BeforeAsync(StatementBoundary boundary, CancellationToken cancellation)
    {
        if (!_isScheduled)
        {
            _isScheduled = true;
            _ = KillAsync(boundary.BackendPid, cancellation);
        }

        return Task.CompletedTask;
    }

    public Task AfterAsync(StatementBoundary boundary, CancellationToken cancellation) =>
        Task.CompletedTask;

    /// <summary>Opens the connection before it waits: opening one can take longer than the script.</summary>
    private async Task KillAsync(int pid, CancellationToken cancellation)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync(cancellation);
        await Task.Delay(after, cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = string.Create(
            CultureInfo.InvariantCulture,
            $"""
            select pg_terminate_backend(pid) from pg_stat_activity
            where pid = {pid} and application_name = 'conformance'
            """
        );
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
