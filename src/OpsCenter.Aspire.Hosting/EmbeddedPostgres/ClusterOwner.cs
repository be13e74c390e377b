using Microsoft.Extensions.Hosting;
using OpsCenter.EmbeddedPostgres;

namespace OpsCenter.Aspire.Hosting.EmbeddedPostgres;

/// <summary>
/// Owns the cluster of one server. It is a hosted service because those stop before the orchestrator does: the server gets a fast
/// shutdown with a checkpoint, where the orchestrator would wait for its clients and then kill it.
/// </summary>
internal sealed class ClusterOwner : IHostedService, IAsyncDisposable
{
    private PreparedCluster? _cluster;

    public async Task<PreparedCluster> PrepareAsync(
        Action<string> onLine,
        CancellationToken cancellationToken
    ) =>
        _cluster = await PostgresCluster.PrepareAsync(
            new PostgresClusterOptions { OnLine = onLine },
            cancellationToken
        );

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken) => await DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }
    }
}
