using System.Globalization;
using OpsCenter.EmbeddedPostgres.Accounts;
using OpsCenter.EmbeddedPostgres.Clusters;

namespace OpsCenter.EmbeddedPostgres;

/// <summary>
/// An initialized cluster that this process has locked. The caller runs its server with <see cref="Command"/>. Disposal
/// stops the server if it still runs, and deletes a temporary cluster.
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

    /// <summary>The binaries that created the cluster.</summary>
    public PostgresBinaries Binaries { get; }

    /// <summary>The command that runs the server in the foreground.</summary>
    public ServerCommand Command { get; private set; }

    /// <summary>The TCP port on 127.0.0.1.</summary>
    public int Port { get; private set; }

    /// <summary>The name of the superuser.</summary>
    public string UserName { get; } = ClusterInitialization.Superuser;

    /// <summary>The password of the superuser: only letters and digits. Do not log it.</summary>
    public string Password { get; }

    /// <summary>The file with the password. Only its owner can read it.</summary>
    public string PasswordFile => _folder.PasswordFile;

    /// <summary>The data directory.</summary>
    public string DataDirectory => _folder.Data;

    /// <summary>The Npgsql connection string of the superuser to the database <c>postgres</c>.</summary>
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
