using System.Diagnostics;
using Npgsql;
using OpsCenter.EmbeddedPostgres;
using OpsCenter.Migrations.Testing.Databases;

namespace OpsCenter.Testing;

/// <summary>A server of a test's own that can be killed and started again. What was committed survives that, as on a real one.</summary>
public sealed class CrashingServer : IAsyncDisposable
{
    // The machine stays up, so that what the server has written is safe without fsync. All else is as the server comes: with
    // wal_level = minimal, for one, a crash takes back positions of a sequence that was made and used in one transaction.
    private static readonly Dictionary<string, string> Settings = new(StringComparer.Ordinal)
    {
        ["fsync"] = "off",
        ["autovacuum"] = "off",
    };

    private readonly DirectoryInfo _folder;
    private PostgresCluster _cluster;

    private CrashingServer(
        DirectoryInfo folder,
        PostgresCluster cluster,
        TestServer server,
        NpgsqlDataSource administration
    )
    {
        _folder = folder;
        _cluster = cluster;
        Server = server;
        Administration = administration;
    }

    /// <summary>Makes its databases.</summary>
    public TestServer Server { get; }

    private NpgsqlDataSource Administration { get; }

    /// <summary>Initialises and starts one.</summary>
    public static async Task<CrashingServer> StartAsync(int major)
    {
        var folder = Directory.CreateTempSubdirectory("opscenter-crash-");
        if (!OperatingSystem.IsWindows())
        {
            folder.UnixFileMode |= UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        }

        try
        {
            var cluster = await StartAsync(folder, major, null);
            var server = await TestServer.ConnectAsync(
                cluster.ConnectionString,
                cluster.PasswordFile
            );
            return new CrashingServer(
                folder,
                cluster,
                server,
                (await server.StartAsync()).Administration
            );
        }
        catch (EmbeddedPostgresException missing)
        {
            folder.Delete(recursive: true);
            throw Prerequisite.Missing(missing.Message, missing);
        }
    }

    /// <summary>Kills one of its processes; the server then ends all sessions, recovers, and goes on.</summary>
    public async Task KillBackendAsync(int pid)
    {
        await using (var witness = await Administration.OpenConnectionAsync())
        {
            Kill(pid);
            try
            {
                while (true)
                {
                    await TextRows.ReadAsync(witness, "select 1");
                    await Task.Delay(5);
                }
            }
            catch (NpgsqlException)
            {
                // Now the server knows.
            }
        }

        await AwaitConnectionsAsync();
    }

    /// <summary>Kills every process of it, as the machine's end would.</summary>
    public async Task KillAsync()
    {
        await using var connection = await Administration.OpenConnectionAsync();
        var children = await TextRows.ReadAsync(connection, "select pid from pg_stat_activity");
        var postmaster = (
            await File.ReadAllLinesAsync(Path.Combine(_cluster.DataDirectory, "postmaster.pid"))
        )[0];
        foreach (var pid in children.Select(row => row[0]!).Prepend(postmaster))
        {
            Kill(int.Parse(pid, System.Globalization.CultureInfo.InvariantCulture));
        }

        await _cluster.Ended;
    }

    /// <summary>Starts it again, at the same address, and returns when it has recovered.</summary>
    public async Task RestartAsync()
    {
        var (major, port) = (_cluster.Major, _cluster.Port);
        await _cluster.DisposeAsync();
        _cluster = await StartAsync(_folder, major, port);
        await AwaitConnectionsAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Administration.DisposeAsync();
        await _cluster.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static Task<PostgresCluster> StartAsync(DirectoryInfo folder, int major, int? port) =>
        PostgresCluster.StartAsync(
            new PostgresClusterOptions
            {
                Major = major,
                Home = Path.Combine(folder.FullName, "cluster"),
                Port = port,
                Durable = true,
                Settings = Settings,
            }
        );

    private static void Kill(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            process.Kill();
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            // It has ended by itself.
        }
    }

    /// <summary>Returns when it accepts connections and has done so for a moment.</summary>
    public async Task AwaitConnectionsAsync()
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            Administration.Clear();
            try
            {
                await using var connection = await Administration.OpenConnectionAsync();
                await TextRows.ReadAsync(connection, "select pg_sleep(0.2)");
                return;
            }
            catch (NpgsqlException)
                when (Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(60))
            {
                await Task.Delay(50);
            }
        }
    }
}
