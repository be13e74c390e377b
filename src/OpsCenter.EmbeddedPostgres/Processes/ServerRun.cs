namespace OpsCenter.EmbeddedPostgres.Processes;

/// <summary>Starts a prepared cluster's server in the way that this machine allows.</summary>
internal static class ServerRun
{
    public static async Task<IServerRun> StartAsync(
        PreparedCluster prepared,
        PostgresClusterOptions options,
        CancellationToken cancellationToken
    ) =>
        // As an administrator of Windows the server refuses to run; pg_ctl drops the rights, but only into the background.
        OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess
            ? await BackgroundServerRun.StartAsync(prepared, options, cancellationToken)
            : await ForegroundServerRun.StartAsync(prepared, options, cancellationToken);
}
