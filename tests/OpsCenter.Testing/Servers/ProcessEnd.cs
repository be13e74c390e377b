using System.Collections.Concurrent;
using OpsCenter.EmbeddedPostgres;

namespace OpsCenter.Testing.Servers;

/// <summary>
/// Stops the servers when the process ends, however the tests went. A killed process cannot do it: the next start of any server
/// sweeps what it left.
/// </summary>
internal static class ProcessEnd
{
    /// <summary>Set to 1 to look into the databases of failed tests: the servers stay until the next run sweeps them.</summary>
    public const string KeepVariable = "OPSCENTER_TEST_KEEP";

    private static readonly ConcurrentBag<PostgresCluster> Clusters = [];

    static ProcessEnd() => AppDomain.CurrentDomain.ProcessExit += (_, _) => StopAll();

    public static bool KeepsServers =>
        string.Equals(
            Environment.GetEnvironmentVariable(KeepVariable),
            "1",
            StringComparison.Ordinal
        );

    public static void StopThen(PostgresCluster cluster) => Clusters.Add(cluster);

    private static void StopAll()
    {
        if (!KeepsServers)
        {
            Task.WaitAll(Clusters.Select(cluster => cluster.DisposeAsync().AsTask()));
        }
    }
}
