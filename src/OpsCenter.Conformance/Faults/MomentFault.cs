using System.Globalization;
using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Running;

namespace OpsCenter.Conformance.Faults;

/// <summary>Ends the server's process of a script some time after its beginning, wherever it is then.</summary>
internal sealed class MomentFault(ScratchDatabase database, TimeSpan after) : IScriptObserver
{
    private bool _isSet;

    public Task BeforeAsync(StatementBoundary boundary, CancellationToken cancellation)
    {
        if (!_isSet)
        {
            _isSet = true;
            _ = StrikeAsync(boundary.BackendPid, cancellation);
        }

        return Task.CompletedTask;
    }

    public Task AfterAsync(StatementBoundary boundary, CancellationToken cancellation) =>
        Task.CompletedTask;

    /// <summary>On a connection that is there already: to open one takes longer than many a script.</summary>
    private async Task StrikeAsync(int pid, CancellationToken cancellation)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync(cancellation);
        await Task.Delay(after, cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = string.Create(
            CultureInfo.InvariantCulture,
            $"select pg_terminate_backend(pid) from pg_stat_activity where pid = {pid} and application_name = 'conformance'"
        );
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
