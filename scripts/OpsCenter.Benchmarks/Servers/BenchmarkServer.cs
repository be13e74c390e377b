using System.Globalization;
using Npgsql;
using OpsCenter.EmbeddedPostgres;
using OpsCenter.Schema.V1;

namespace OpsCenter.Benchmarks.Servers;

/// <summary>
/// A server whose cluster is kept between runs, with one template database for each number of rows, seeded once. It
/// uses the default settings (fsync on), except those in <see cref="Settings"/>.
/// </summary>
internal sealed class BenchmarkServer : IAsyncDisposable
{
    /// <summary>The settings that differ from the defaults.</summary>
    public static readonly IReadOnlyDictionary<string, string> Settings = new Dictionary<
        string,
        string
    >(StringComparer.Ordinal)
    {
        ["shared_buffers"] = "512MB",
        ["max_wal_size"] = "8GB",
        ["max_connections"] = "50",
    };

    private readonly PostgresCluster _cluster;
    private readonly NpgsqlDataSource _admin;
    private int _clones;

    private BenchmarkServer(PostgresCluster cluster)
    {
        _cluster = cluster;
        _admin = NpgsqlDataSource.Create(cluster.ConnectionString);
    }

    public int Major => _cluster.Major;

    public static async Task<BenchmarkServer> StartAsync(BenchmarkOptions options)
    {
        var home = Path.Combine(options.Cache, $"pg{options.Major}");
        if (options.Fresh && Directory.Exists(home))
        {
            Directory.Delete(home, recursive: true);
        }

        Console.WriteLine($"the seeded cluster is kept in {home}");
        var server = new BenchmarkServer(
            await PostgresCluster.StartAsync(
                new PostgresClusterOptions
                {
                    Major = options.Major,
                    Home = home,
                    Durable = true,
                    Settings = Settings,
                }
            )
        );
        await server.DropLeftoversAsync();
        return server;
    }

    /// <summary>The version and the settings of the server, for the document.</summary>
    public async Task<string> DescribeAsync()
    {
        await using var command = _admin.CreateCommand("show server_version");
        var version = (string)(await command.ExecuteScalarAsync())!;
        var settings = string.Join(
            ", ",
            Settings.Select(setting => $"{setting.Key} {setting.Value}")
        );
        return $"PostgreSQL {version} with its defaults (fsync on) and {settings}";
    }

    /// <summary>The V1 database of shape A with that many usage rows. Do not write to it.</summary>
    public async Task<BenchmarkDatabase> TemplateAsync(long rows)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"v1_{rows}");
        await MakeOnceAsync(
            name,
            async database =>
            {
                Console.WriteLine($"seeding {rows} rows, once");
                await V1Seeder.SeedAsync(
                    database.DataSource,
                    new V1SeedOptions { Shape = V1Shape.A, UsageRows = rows }
                );
            }
        );
        return Open(name);
    }

    /// <summary>Creates a template, unless an earlier run created it.</summary>
    public async Task MakeOnceAsync(
        string name,
        Func<BenchmarkDatabase, Task> recipe,
        string? from = null
    )
    {
        if (await ExistsAsync(name))
        {
            return;
        }

        // Renamed at the end, so that an interrupted run leaves no incomplete template.
        var making = $"clone_{name}";
        await ExecuteAsync($"drop database if exists {making} with (force)");
        await ExecuteAsync($"create database {making}{Template(from)}");
        await using (var database = Open(making))
        {
            await recipe(database);
            await database.ExecuteAsync("vacuum (freeze, analyze)");
        }

        await ExecuteAsync($"alter database {making} rename to {name}");
    }

    /// <summary>Creates a copy of a template and writes it to disk completely. Disposal drops it.</summary>
    public async Task<BenchmarkDatabase> CloneAsync(string template)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"clone_{++_clones}");
        await ExecuteAsync($"create database {name}{Template(template)}");
        await ExecuteAsync("checkpoint");
        return Open(name, drop: true);
    }

    /// <summary>Creates an empty database. Disposal drops it.</summary>
    public Task<BenchmarkDatabase> EmptyAsync() => CloneAsync("template1");

    public async Task ExecuteAsync(string sql)
    {
        await using var command = _admin.CreateCommand(sql);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _admin.DisposeAsync();
        await _cluster.DisposeAsync();
    }

    private string Template(string? name) =>
        name is null ? ""
        : Major >= 15 ? $" template {name} strategy file_copy"
        : $" template {name}";

    private BenchmarkDatabase Open(string name, bool drop = false) =>
        new(
            new NpgsqlConnectionStringBuilder(_cluster.ConnectionString) { Database = name },
            drop ? this : null
        );

    private async Task<bool> ExistsAsync(string name)
    {
        await using var command = _admin.CreateCommand(
            "select exists (select from pg_database where datname = $1)"
        );
        command.Parameters.Add(new NpgsqlParameter { Value = name });
        return (bool)(await command.ExecuteScalarAsync())!;
    }

    private async Task DropLeftoversAsync()
    {
        await using var command = _admin.CreateCommand(
            "select datname from pg_database where datname like 'clone\\_%'"
        );
        var names = new List<string>();
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                names.Add(reader.GetString(0));
            }
        }

        foreach (var name in names)
        {
            await ExecuteAsync($"drop database {name} with (force)");
        }
    }
}
