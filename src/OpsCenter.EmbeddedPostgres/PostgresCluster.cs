using OpsCenter.EmbeddedPostgres.Processes;
using OpsCenter.EmbeddedPostgres.Startup;

namespace OpsCenter.EmbeddedPostgres;

/// <summary>
/// A running private PostgreSQL server on a loopback port. Disposal stops it and deletes a temporary cluster.
/// </summary>
public sealed class PostgresCluster : IAsyncDisposable
{
    private const int Attempts = 3;

    private readonly PreparedCluster _prepared;
    private readonly IServerRun _run;

    private PostgresCluster(PreparedCluster prepared, IServerRun run)
    {
        _prepared = prepared;
        _run = run;
    }

    /// <summary>The Npgsql connection string of the superuser to the database <c>postgres</c>.</summary>
    public string ConnectionString => _prepared.ConnectionString;

    /// <summary>The TCP port on 127.0.0.1.</summary>
    public int Port => _prepared.Port;

    /// <summary>The folder of the server programs.</summary>
    public string BinDirectory => _prepared.Binaries.BinDirectory;

    /// <summary>The major version of the server.</summary>
    public int Major => _prepared.Binaries.Major;

    /// <summary>The data directory.</summary>
    public string DataDirectory => _prepared.DataDirectory;

    /// <summary>The file with the password of the superuser. Only its owner can read it.</summary>
    public string PasswordFile => _prepared.PasswordFile;

    /// <summary>Completes when the server has ended, for any reason.</summary>
    public Task Ended => _run.Ended;

    /// <summary>Initializes a cluster and returns the command of its server without running it.</summary>
    /// <exception cref="EmbeddedPostgresException">No binaries are available, or initdb failed.</exception>
    /// <exception cref="ClusterInUseException">
    /// Another process runs the cluster in <see cref="PostgresClusterOptions.Home"/>.
    /// </exception>
    public static Task<PreparedCluster> PrepareAsync(
        PostgresClusterOptions options,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        return ClusterPreparation.RunAsync(
            options,
            new ServerMessages(options.OnLine),
            cancellationToken
        );
    }

    /// <summary>Starts a server and returns once it accepts connections.</summary>
    /// <exception cref="EmbeddedPostgresException">No binaries are available, or initdb failed.</exception>
    /// <exception cref="PostgresServerException">The server ended or was not ready in time.</exception>
    public static async Task<PostgresCluster> StartAsync(
        PostgresClusterOptions options,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        var prepared = await PrepareAsync(options, cancellationToken);
        try
        {
            return new PostgresCluster(
                prepared,
                await RunAsync(prepared, options, cancellationToken)
            );
        }
        catch
        {
            await prepared.DisposeAsync();
            throw;
        }
    }

    /// <summary>Terminates all sessions, stops the server and deletes a temporary cluster.</summary>
    public async ValueTask DisposeAsync()
    {
        await _prepared.DisposeAsync();
        await _run.Ended;
    }

    private static async Task<IServerRun> RunAsync(
        PreparedCluster prepared,
        PostgresClusterOptions options,
        CancellationToken cancellationToken
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await ServerRun.StartAsync(prepared, options, cancellationToken);
            }
            catch (PostgresServerException failure)
                when (attempt < Attempts && prepared.MayChangePort && PortWasTaken(failure))
            {
                prepared.ChangePort();
            }
        }
    }

    private static bool PortWasTaken(PostgresServerException failure) =>
        failure.LastLines.Any(line => line.Contains("could not bind", StringComparison.Ordinal));
}
