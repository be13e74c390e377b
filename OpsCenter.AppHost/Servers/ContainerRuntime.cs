using System.ComponentModel;
using System.Diagnostics;

namespace OpsCenter.AppHost.Servers;

/// <summary>Finds a container runtime that works: a client on the PATH is not enough, its daemon must answer.</summary>
internal static class ContainerRuntime
{
    /// <summary>The configuration key by which Aspire is told which runtime to use.</summary>
    public const string Key = "ASPIRE_CONTAINER_RUNTIME";

    private static readonly string[] Known = ["docker", "podman"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <param name="configured">The only one to ask, if it was named.</param>
    /// <returns>The runtime's name, or null if none answers.</returns>
    public static string? Find(string? configured) =>
        Array.Find(string.IsNullOrWhiteSpace(configured) ? Known : [configured], Answers);

    private static bool Answers(string client)
    {
        var start = new ProcessStartInfo(client, "info")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            // What it says is of no interest, but a full pipe would block it.
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            if (process.WaitForExit(Patience))
            {
                return process.ExitCode == 0;
            }

            process.Kill(entireProcessTree: true);
            return false;
        }
        catch (Win32Exception)
        {
            // Not on the PATH.
            return false;
        }
    }
}
