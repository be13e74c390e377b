using Microsoft.Extensions.Logging;
using Npgsql;

namespace OpsCenter.Migrations.Sessions;

/// <summary>What every operation of the engine shares: one data source, one clock, one set of options, one log.</summary>
internal sealed record EngineContext(
    NpgsqlDataSource DataSource,
    MigratorOptions Options,
    TimeProvider Clock,
    ILogger Logger
)
{
    /// <summary>A session in which nothing waits for a lock longer than the options allow, a digest no more than a script.</summary>
    public async Task<DatabaseSession> OpenAsync(CancellationToken cancellation)
    {
        var session = await DatabaseSession.OpenAsync(DataSource, cancellation);
        try
        {
            await SessionStart.PrepareAsync(DataSource, session, Options.LockTimeout, cancellation);
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }

        return session;
    }

    /// <summary>Tells whoever listens what the run is doing. A listener that fails is logged, and ends nothing.</summary>
    public void Tell(string message) => Report(new MigrationProgress(message));

    /// <summary>Tells a state, which the next report replaces.</summary>
    public void TellState(string message, double? percent = null) =>
        Report(new MigrationProgress(message, percent) { IsState = true });

    /// <summary>Tells one of many states of a step that lasts.</summary>
    public void TellSample(string message, double? percent = null) =>
        Report(new MigrationProgress(message, percent) { IsState = true, IsSample = true });

    private void Report(MigrationProgress progress)
    {
        try
        {
            Options.Progress?.Report(progress);
        }
        catch (Exception exception)
        {
            Logger.LogWarning(
                exception,
                "Progress could not be reported: {Message}",
                progress.Message
            );
        }
    }
}
