using System.Diagnostics;
using System.Globalization;
using CliWrap;
using CliWrap.Buffered;

namespace OpsCenter.MigrationService.Tests.Processes;

/// <summary>Ends a program as an orchestrator does.</summary>
internal static class Signals
{
    /// <summary>Sends SIGTERM.</summary>
    /// <returns>How it ended, and how long after the signal.</returns>
    public static async Task<(BufferedCommandResult Result, TimeSpan Took)> TerminateAsync(
        this CommandTask<BufferedCommandResult> running
    )
    {
        var signalled = Stopwatch.GetTimestamp();
        await Cli.Wrap("/bin/kill")
            .WithArguments(["-TERM", running.ProcessId.ToString(CultureInfo.InvariantCulture)])
            .ExecuteAsync();
        var result = await running;
        return (result, Stopwatch.GetElapsedTime(signalled));
    }
}
