using Microsoft.Extensions.Hosting;

namespace OpsCenter.Aspire.Hosting.Running;

/// <summary>
/// Ends what runs. It is a hosted service because those stop before the orchestrator does: a run rolls back what it has not
/// committed while its server is still there.
/// </summary>
internal sealed class MigrationShutdown(MigrationRunner runner) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => runner.StopAsync();
}
