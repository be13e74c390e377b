using Microsoft.Extensions.Logging;
using OpsCenter.AppHost.Servers;
using OpsCenter.EmbeddedPostgres;

namespace OpsCenter.AppHost.GenericHost;

/// <summary>A throw-away server of our own, up as long as the host is.</summary>
internal sealed class EmbeddedDatabase(string name, ILogger<EmbeddedDatabase> logger)
    : IDatabase,
        IHostedService
{
    private PostgresCluster? _cluster;
    private string? _connectionString;

    public string ConnectionString =>
        _connectionString ?? throw new InvalidOperationException("The host has not started.");

    public string? PasswordHint => _cluster?.PasswordFile;

    public Task Ended => _cluster?.Ended ?? Task.CompletedTask;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var options = new PostgresClusterOptions
        {
            OnLine = line => logger.LogDebug("{Line}", line),
        };
        _cluster = await PostgresCluster.StartAsync(options, cancellationToken);
        _connectionString = await EmptyDatabase.EnsureAsync(
            _cluster.ConnectionString,
            name,
            cancellationToken
        );
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }
    }
}
