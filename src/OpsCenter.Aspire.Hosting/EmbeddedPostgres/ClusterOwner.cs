using Microsoft.Extensions.Hosting;
using OpsCenter.EmbeddedPostgres;

namespace OpsCenter.Aspire.Hosting.EmbeddedPostgres;

/// <summary>
/// Owns the cluster of one server. It is a hosted service because those stop before the orchestrator does: the server gets a fast
/// shutdown with a checkpoint, where the orchestrator would wait for its clients and then kill it.
/// </summary>
internal sealed class ClusterOwner : IHostedService, IAsyncDisposable
{
    private readonly Lock _lock = new();
    private PreparedCluster? _cluster;
    private Task? _disposal;

    public async Task<PreparedCluster> PrepareAsync(
        Action<string> onLine,
        CancellationToken cancellationToken
    )
    {
        _cluster = await PostgresCluster.PrepareAsync(
            new PostgresClusterOptions { OnLine = onLine },
            cancellationToken
        );
        // A host that is asked to end while it starts neither stops its services nor disposes of them.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Dispose().GetAwaiter().GetResult();
        return _cluster;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Dispose();

    public async ValueTask DisposeAsync() => await Dispose();

    private Task Dispose()
    {
        lock (_lock)
        {
            return _cluster is null
                ? Task.CompletedTask
                : _disposal ??= _cluster.DisposeAsync().AsTask();
        }
    }
}
