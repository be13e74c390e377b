namespace OpsCenter.EmbeddedPostgres.Startup;

/// <summary>Starts the server of a prepared cluster.</summary>
internal static class ServerRun
{
    public static async Task<IServerRun> StartAsync(
        PreparedCluster prepared,
        PostgresClusterOptions options,
        CancellationToken cancellationToken
    ) =>
        // On Windows the server refuses to run as administrator. pg_ctl drops these rights, but starts it in the
        // background.
        OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess
            ? await BackgroundServerRun.StartAsync(prepared, options, cancellationToken)
            : await ForegroundServerRun.StartAsync(prepared, options, cancellationToken);
}
