using CliWrap;
using Npgsql;

namespace OpsCenter.Testing.Servers;

/// <summary>A primary and a streaming hot standby of it.</summary>
public sealed class ReplicatedServer : IAsyncDisposable
{
    private readonly string _folder;

    private ReplicatedServer(string folder, OwnServer primary, OwnServer standby)
    {
        _folder = folder;
        Primary = primary;
        Standby = standby;
    }

    /// <summary>Takes writes.</summary>
    public OwnServer Primary { get; }

    /// <summary>Takes none.</summary>
    public OwnServer Standby { get; }

    /// <summary>
    /// Starts both, and returns when the standby streams. The standby is a copy of the primary's files: packaged servers have no pg_basebackup.
    /// </summary>
    /// <param name="build">Fills the primary before it is copied.</param>
    public static async Task<ReplicatedServer> StartAsync(Func<NpgsqlDataSource, Task> build)
    {
        if (OperatingSystem.IsWindows())
        {
            throw Prerequisite.Missing("A copied data directory needs cp -a.");
        }

        var folder = Directory.CreateTempSubdirectory("opscenter-replicated-").FullName;
        File.SetUnixFileMode(
            folder,
            UnixFileMode.UserRead
                | UnixFileMode.UserWrite
                | UnixFileMode.UserExecute
                | UnixFileMode.GroupExecute
                | UnixFileMode.OtherExecute
        );
        var (first, second) = (Path.Combine(folder, "primary"), Path.Combine(folder, "standby"));
        (string, string)[] settings = [("wal_level", "replica"), ("max_wal_senders", "4")];
        await using (var once = await OwnServer.StartAsync(first, settings))
        {
            await using var source = NpgsqlDataSource.Create(once.ConnectionString);
            await build(source);
        }

        await Cli.Wrap("cp").WithArguments(["-a", first, second]).ExecuteAsync();
        await File.WriteAllTextAsync(Path.Combine(second, "data", "standby.signal"), "");
        var primary = await OwnServer.StartAsync(first, settings);
        ReplicatedServer server;
        try
        {
            var target = new NpgsqlConnectionStringBuilder(primary.ConnectionString);
            var standby = await OwnServer.StartAsync(
                second,
                [
                    .. settings,
                    ("hot_standby", "on"),
                    (
                        "primary_conninfo",
                        $"host=127.0.0.1 port={primary.Port} user={target.Username} password={target.Password} application_name=standby"
                    ),
                ]
            );
            server = new ReplicatedServer(folder, primary, standby);
        }
        catch
        {
            await primary.DisposeAsync();
            throw;
        }

        try
        {
            // It answers before it streams, and names its primary only then.
            await Eventually.TrueAsync(() =>
                server.Standby.ScalarAsync<bool>(
                    "select count(sender_host) > 0 from pg_stat_wal_receiver"
                )
            );
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops both and deletes them.</summary>
    public async ValueTask DisposeAsync()
    {
        await Standby.DisposeAsync();
        await Primary.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
