using System.Runtime.InteropServices;

namespace OpsCenter.AppHost.GenericHost;

/// <summary>Asks a child process to end.</summary>
internal static partial class ChildSignal
{
    private const int Terminate = 15;

    /// <summary>Sends SIGTERM. Does nothing if the process has ended. Not for Windows.</summary>
    public static void SendTerminate(int processId) => _ = Kill(processId, Terminate);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int processId, int signal);
}
