using System.Collections.Concurrent;

namespace OpsCenter.Migrations.Testing.Servers;

/// <summary>
/// Stops the servers when the process ends. After a killed process, the next start of a server removes the remains.
/// </summary>
internal static class ProcessEnd
{
    /// <summary>If it is 1, the servers keep running after failed tests. The next run stops them.</summary>
    public const string KeepVariable = "OPSCENTER_TEST_KEEP";

    private static readonly ConcurrentBag<IAsyncDisposable> Resources = [];

    static ProcessEnd() => AppDomain.CurrentDomain.ProcessExit += (_, _) => StopAll();

    public static bool KeepsServers =>
        string.Equals(
            Environment.GetEnvironmentVariable(KeepVariable),
            "1",
            StringComparison.Ordinal
        );

    public static void DisposeAtEnd(IAsyncDisposable resource) => Resources.Add(resource);

    private static void StopAll()
    {
        if (!KeepsServers)
        {
            Task.WaitAll(Resources.Select(resource => resource.DisposeAsync().AsTask()));
        }
    }
}
