using System.Collections.Concurrent;
using OpsCenter.Conformance.Databases;
using OpsCenter.EmbeddedPostgres;

namespace OpsCenter.Conformance.Majors;

/// <summary>
/// One embedded server for each major, shared by the process and stopped at its end. At most two start at a time.
/// </summary>
public sealed class EmbeddedMajorServers : IMajorServers
{
    private static readonly SemaphoreSlim Starts = new(2);

    private readonly ConcurrentDictionary<int, AsyncLazy<DatabaseServer>> _servers = new();
    private readonly ConcurrentBag<PostgresCluster> _clusters = [];

    private EmbeddedMajorServers() =>
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
            Task.WaitAll(_clusters.Select(cluster => cluster.DisposeAsync().AsTask()));

    /// <summary>The instance of the process.</summary>
    public static EmbeddedMajorServers Shared { get; } = new();

    /// <inheritdoc/>
    public Task<DatabaseServer> GetAsync(int major, CancellationToken cancellation) =>
        _servers
            .GetOrAdd(
                major,
                wanted => new AsyncLazy<DatabaseServer>(stop => StartAsync(wanted, stop))
            )
            .GetAsync(cancellation);

    private async Task<DatabaseServer> StartAsync(int major, CancellationToken cancellation)
    {
        await Starts.WaitAsync(cancellation);
        try
        {
            var cluster = await PostgresCluster.StartAsync(
                new PostgresClusterOptions { Major = major },
                cancellation
            );
            _clusters.Add(cluster);
            return await DatabaseServer.ConnectAsync(cluster.ConnectionString, cancellation);
        }
        catch (EmbeddedPostgresException unavailable)
        {
            throw new MajorUnavailableException(major, unavailable.Message, unavailable);
        }
        finally
        {
            Starts.Release();
        }
    }
}
