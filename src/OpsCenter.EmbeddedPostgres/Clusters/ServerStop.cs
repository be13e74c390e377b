using OpsCenter.EmbeddedPostgres.Processes;

namespace OpsCenter.EmbeddedPostgres.Clusters;

/// <summary>Stops a server with pg_ctl, also a server of another process.</summary>
internal static class ServerStop
{
    private const string Seconds = "30";

    /// <summary>Does nothing if the server does not run.</summary>
    /// <param name="binaries">Binaries of any major: stopping only reads postmaster.pid.</param>
    /// <param name="folder">The cluster.</param>
    /// <param name="mode">
    /// <c>fast</c> ends sessions and writes a checkpoint; <c>immediate</c> is for data that is deleted.
    /// </param>
    public static async Task StopAsync(PostgresBinaries binaries, ClusterFolder folder, string mode)
    {
        if (!RunningServer.IsRunning(folder))
        {
            return;
        }

        var messages = new ServerMessages(null);
        var result = await ServerProgram
            .Command(
                binaries,
                "pg_ctl",
                ["stop", "-D", folder.Data, "-m", mode, "-w", "-t", Seconds],
                folder.Home,
                messages
            )
            .ExecuteAsync(CancellationToken.None);
        if (!result.IsSuccess && RunningServer.IsRunning(folder))
        {
            throw new PostgresServerException(
                $"The server in {folder.Data} did not stop within {Seconds} seconds.",
                messages.Last()
            );
        }
    }
}
