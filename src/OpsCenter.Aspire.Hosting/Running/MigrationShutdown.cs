using Microsoft.Extensions.Hosting;

namespace OpsCenter.Aspire.Hosting.Running;

/// <summary>
/// Ends what runs. It is a hosted service because those stop before the orchestrator does: a run rolls back what it has not
/// committed while its server is still there.
/// </summary>
internal sealed class MigrationShutdown : IHostedService
{
    private readonly MigrationRunner _runner;

    public MigrationShutdown(MigrationRunner runner, IHostApplicationLifetime lifetime)
    {
        _runner = runner;
        // A host that is asked to end while it starts neither stops its services nor disposes of them, and it is starting as long as
        // anything waits for the migration. This keeps it until the runs have ended.
        lifetime.ApplicationStopping.Register(() => runner.StopAsync().GetAwaiter().GetResult());
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => _runner.StopAsync();
}
