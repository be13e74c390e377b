using System.Globalization;
using OpsCenter.EmbeddedPostgres.Accounts;
using OpsCenter.EmbeddedPostgres.Clusters;

namespace OpsCenter.EmbeddedPostgres;

/// <summary>
/// A cluster that is initialised and reserved for this process, and whose server somebody else runs by <see cref="Command"/>.
/// Disposing it stops that server if it still runs, and deletes a temporary cluster.
/// </summary>
public sealed class PreparedCluster : IAsyncDisposable
{
    private readonly ClusterFolder _folder;
    private readonly ClusterLock _lock;
    private readonly PostgresClusterOptions _options;
    private bool _disposed;

    internal PreparedCluster(
        PostgresBinaries binaries,
        ClusterFolder folder,
        ClusterLock @lock,
        string password,
        PostgresClusterOptions options
    )
    {
        Binaries = binaries;
        Password = password;
        _folder = folder;
        _lock = @lock;
        _options = options;
        Port = options.Port ?? FreePort.Find();
        Command = BuildCommand();
    }

    /// <summary>The binaries that the cluster was made with.</summary>
    public PostgresBinaries Binaries { get; }

    /// <summary>The command that runs the server in the foreground.</summary>
    public ServerCommand Command { get; private set; }

    /// <summary>The TCP port on 127.0.0.1.</summary>
    public int Port { get; private set; }

    /// <summary>The superuser's name.</summary>
    public string UserName { get; } = ClusterInitialisation.Superuser;

    /// <summary>The superuser's password: letters and digits only. Never to be logged.</summary>
    public string Password { get; }

    /// <summary>The file that holds the password, readable by its owner only.</summary>
    public string PasswordFile => _folder.PasswordFile;

    /// <summary>The data directory.</summary>
    public string DataDirectory => _folder.Data;

    /// <summary>The superuser's connection string in Npgsql's form, to the database <c>postgres</c>.</summary>
    public string ConnectionString =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"Host=127.0.0.1;Port={Port};Database=postgres;Username={UserName};Password={Password}"
        );

    internal ClusterFolder Folder => _folder;

    internal bool MayChangePort => _options.Port is null;

    /// <summary>Stops the server if it runs, and deletes the cluster if it is temporary.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        try
        {
            await ServerStop.StopAsync(Binaries, _folder, "fast");
            if (_options.Home is null)
            {
                MemoryFolder.Delete(_folder);
                Directory.Delete(_folder.Home, recursive: true);
                _lock.Delete();
            }
        }
        finally
        {
            _lock.Dispose();
        }
    }

    internal void ChangePort()
    {
        Port = FreePort.Find();
        Command = BuildCommand();
    }

    private ServerCommand BuildCommand()
    {
        var (fileName, arguments) = AccountSwitch.Wrap(
            UnprivilegedAccount.ForThisProcess(),
            Binaries.Program("postgres"),
            ServerSettings.Arguments(_folder, Port, Binaries.Major, _options)
        );
        return new ServerCommand(fileName, arguments, _folder.Home);
    }
}
