using System.Collections.Concurrent;

namespace OpsCenter.Migrations.Testing.Servers;

/// <summary>
/// Stops the servers when the process ends, however the tests went. A killed process cannot do it: the next start of any server
/// sweeps what it left.
/// </summary>
internal static class ProcessEnd
{
    /// <summary>Set to 1 to look into the databases of failed tests: the servers stay until the next run sweeps them.</summary>
    public const string KeepVariable = "OPSCENTER_TEST_KEEP";

    private static readonly ConcurrentBag<IAsyncDisposable> Resources = [];

    static ProcessEnd() => AppDomain.CurrentDomain.ProcessExit += (_, _) => StopAll();

    public static bool KeepsServers =>
        string.Equals(
            Environment.GetEnvironmentVariable(KeepVariable),
            "1",
            StringComparison.Ordinal
        );

    public static void StopThen(IAsyncDisposable resource) => Resources.Add(resource);

    private static void StopAll()
    {
        if (!KeepsServers)
        {
            Task.WaitAll(Resources.Select(resource => resource.DisposeAsync().AsTask()));
        }
    }
}
