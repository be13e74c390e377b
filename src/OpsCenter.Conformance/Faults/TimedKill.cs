using System.Globalization;
using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Running;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Conformance.Faults;

/// <summary>Terminates the server process of a script some time after its start.</summary>
internal sealed class TimedKill(ScratchDatabase database, TimeSpan after)
    : IScriptObserver,
        IEngineFault
{
    private bool _isScheduled;

    public Task BeforeAsync(StatementBoundary boundary, CancellationToken cancellation)
    {
        if (!_isScheduled)
        {
            _isScheduled = true;
            _ = KillAsync(
                string.Create(CultureInfo.InvariantCulture, $"pid = {boundary.BackendPid}"),
                cancellation
            );
        }

        return Task.CompletedTask;
    }

    public Task AfterAsync(StatementBoundary boundary, CancellationToken cancellation) =>
        Task.CompletedTask;

    /// <summary>All sessions of an engine, as when its process is killed.</summary>
    public void Begin(CancellationToken cancellation) => _ = KillAsync("true", cancellation);

    public string In(SqlScript script) => script.Text;

    /// <summary>Opens the connection before it waits: opening one can take longer than the script.</summary>
    private async Task KillAsync(string which, CancellationToken cancellation)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync(cancellation);
        await Task.Delay(after, cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = $"""
            select pg_terminate_backend(pid) from pg_stat_activity
            where {which} and datname = current_database() and application_name = 'conformance'
            """;
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
