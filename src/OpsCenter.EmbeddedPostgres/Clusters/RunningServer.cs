using System.Diagnostics;
using System.Globalization;

namespace OpsCenter.EmbeddedPostgres.Clusters;

/// <summary>Checks whether the server in postmaster.pid runs, and compares it with the process table.</summary>
internal static class RunningServer
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(10);

    public static bool IsRunning(ClusterFolder folder)
    {
        var file = Path.Combine(folder.Data, "postmaster.pid");
        if (!File.Exists(file))
        {
            return false;
        }

        // https://www.postgresql.org/docs/current/storage-file-layout.html: pid, data directory, start time, ...
        var lines = File.ReadAllLines(file);
        return lines.Length > 2
            && int.TryParse(lines[0], CultureInfo.InvariantCulture, out var pid)
            && long.TryParse(lines[2], CultureInfo.InvariantCulture, out var started)
            && IsServer(pid, DateTimeOffset.FromUnixTimeSeconds(started).UtcDateTime);
    }

    /// <summary>
    /// After a crash or a reboot the process id may belong to another process: compares name and start time.
    /// </summary>
    private static bool IsServer(int pid, DateTime started)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return process.ProcessName.StartsWith("postgres", StringComparison.Ordinal)
                && (process.StartTime.ToUniversalTime() - started).Duration() < Tolerance;
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }
}
