using OpsCenter.EmbeddedPostgres.Clusters;
using OpsCenter.EmbeddedPostgres.Processes;

namespace OpsCenter.EmbeddedPostgres;

/// <summary>A running private PostgreSQL server on a loopback port. Disposing it stops it, and deletes a temporary cluster.</summary>
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

    /// <summary>The superuser's connection string in Npgsql's form, to the database <c>postgres</c>.</summary>
    public string ConnectionString => _prepared.ConnectionString;

    /// <summary>The TCP port on 127.0.0.1.</summary>
    public int Port => _prepared.Port;

    /// <summary>The folder of the server's programs.</summary>
    public string BinDirectory => _prepared.Binaries.BinDirectory;

    /// <summary>The server's major version.</summary>
    public int Major => _prepared.Binaries.Major;

    /// <summary>The data directory.</summary>
    public string DataDirectory => _prepared.DataDirectory;

    /// <summary>The file that holds the superuser's password, readable by its owner only.</summary>
    public string PasswordFile => _prepared.PasswordFile;

    /// <summary>Completes when the server has ended, wanted or not.</summary>
    public Task Ended => _run.Ended;

    /// <summary>Initialises a cluster and tells how its server is run, without running it.</summary>
    /// <exception cref="EmbeddedPostgresException">No binaries, or initdb failed.</exception>
    /// <exception cref="ClusterInUseException">Another process runs the cluster in <see cref="PostgresClusterOptions.Home"/>.</exception>
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
    /// <exception cref="EmbeddedPostgresException">No binaries, or initdb failed.</exception>
    /// <exception cref="PostgresServerException">The server ended or was not ready in time; carries its last lines.</exception>
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

    /// <summary>Stops the server (sessions are ended) and deletes a temporary cluster.</summary>
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
