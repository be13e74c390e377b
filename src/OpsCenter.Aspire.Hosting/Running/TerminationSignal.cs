using System.Runtime.InteropServices;

namespace OpsCenter.Aspire.Hosting.Running;

/// <summary>
/// Asks a process to end with SIGTERM. With SIGINT it would not on every machine: what a script starts in the background ignores that,
/// and so does everything that it starts.
/// </summary>
internal static partial class TerminationSignal
{
    private const int Terminate = 15;

    /// <param name="processId">A process that has ended already gets none.</param>
    public static void Send(int processId) => _ = Kill(processId, Terminate);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int processId, int signal);
}
