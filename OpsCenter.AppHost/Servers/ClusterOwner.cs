using OpsCenter.EmbeddedPostgres;

namespace OpsCenter.AppHost.Servers;

/// <summary>Disposes a cluster with the application, when its server has been stopped: then nothing of it stays on the disk.</summary>
internal sealed class ClusterOwner : IAsyncDisposable
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

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }
    }
}
