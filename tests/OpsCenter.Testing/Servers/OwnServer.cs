using Npgsql;
using OpsCenter.EmbeddedPostgres;

namespace OpsCenter.Testing.Servers;

/// <summary>A server that one test has for itself, because it needs settings of its own or does to it what others must not feel.</summary>
public sealed class OwnServer : IAsyncDisposable
{
    private readonly PostgresCluster _cluster;

    private OwnServer(PostgresCluster cluster) => _cluster = cluster;

    /// <summary>A superuser's connection string to the database <c>postgres</c>.</summary>
    public string ConnectionString => _cluster.ConnectionString;

    /// <summary>The TCP port on 127.0.0.1.</summary>
    public int Port => _cluster.Port;

    /// <summary>Starts it.</summary>
    /// <param name="settings">Server settings, such as <c>("max_connections", "10")</c>.</param>
    public static Task<OwnServer> StartAsync(params (string Name, string Value)[] settings) =>
        StartAsync(null, settings);

    /// <summary>Starts one of a major, for what an installed client program has to understand.</summary>
    public static Task<OwnServer> StartAsync(
        int major,
        params (string Name, string Value)[] settings
    ) => StartAsync(null, settings, major);

    /// <summary>Runs statements as a superuser.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(ConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The first value of the first row; the default of <typeparamref name="T"/> for NULL or no row.</summary>
    public async Task<T?> ScalarAsync<T>(string sql)
    {
        await using var source = NpgsqlDataSource.Create(ConnectionString);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync() is T value ? value : default;
    }

    /// <summary>Stops it, and deletes it unless it has a home.</summary>
    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    internal static async Task<OwnServer> StartAsync(
        string? home,
        IEnumerable<(string Name, string Value)> settings,
        int? major = null
    )
    {
        try
        {
            return new OwnServer(
                await PostgresCluster.StartAsync(
                    new PostgresClusterOptions
                    {
                        Major = major ?? TestMajors.Newest,
                        Home = home,
                        Settings = settings.ToDictionary(
                            setting => setting.Name,
                            setting => setting.Value,
                            StringComparer.Ordinal
                        ),
                    }
                )
            );
        }
        catch (EmbeddedPostgresException missing) when (missing is not PostgresServerException)
        {
            throw Prerequisite.Missing(missing.Message, missing);
        }
    }
}
