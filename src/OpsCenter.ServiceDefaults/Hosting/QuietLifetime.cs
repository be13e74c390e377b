using Microsoft.Extensions.Hosting;

namespace OpsCenter.ServiceDefaults.Hosting;

/// <summary>A host lifetime that neither handles signals nor prints: the command line does both.</summary>
internal sealed class QuietLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
