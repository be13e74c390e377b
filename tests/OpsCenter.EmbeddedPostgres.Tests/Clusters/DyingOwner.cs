using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace OpsCenter.EmbeddedPostgres.Tests.Clusters;

/// <summary>
/// Started with the variable set, this program runs no test: it starts a cluster, writes where it is into the file that the
/// variable names, and kills itself.
/// </summary>
internal static class DyingOwner
{
    public const string Variable = "OPSCENTER_TEST_DYING_OWNER";

    /// <summary>Waits without an async method of its own: other threads may not enter this module before it is done.</summary>
    [ModuleInitializer]
    internal static void DieIfAsked()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } file)
        {
            return;
        }

        var options = new PostgresClusterOptions { Major = TestMajors.Newest };
        var cluster = PostgresCluster.StartAsync(options).GetAwaiter().GetResult();
        var port = cluster.Port.ToString(CultureInfo.InvariantCulture);
        File.WriteAllLines(file, [cluster.DataDirectory, port]);
        Process.GetCurrentProcess().Kill();
    }
}
