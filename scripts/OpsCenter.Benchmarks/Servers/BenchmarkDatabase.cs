using System.Globalization;
using Npgsql;

namespace OpsCenter.Benchmarks.Servers;

/// <summary>A database of the benchmark server. Disposal drops a clone.</summary>
internal sealed class BenchmarkDatabase(
    NpgsqlConnectionStringBuilder connection,
    BenchmarkServer? dropFrom
) : IAsyncDisposable
{
    public NpgsqlDataSource DataSource { get; } =
        NpgsqlDataSource.Create(connection.ConnectionString);

    public string Name => connection.Database!;

    public string ConnectionString => connection.ConnectionString;

    /// <summary>The URI without the password, which is in <see cref="Environment"/>.</summary>
    public string Uri =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"postgresql://{connection.Username}@{connection.Host}:{connection.Port}/{connection.Database}"
        );

    /// <summary>The environment variables with which client programs connect.</summary>
    public IReadOnlyDictionary<string, string?> Environment =>
        new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["PGHOST"] = connection.Host,
            ["PGPORT"] = connection.Port.ToString(CultureInfo.InvariantCulture),
            ["PGUSER"] = connection.Username,
            ["PGPASSWORD"] = connection.Password,
            ["PGDATABASE"] = connection.Database,
            ["OPSCENTER_CONNECTION"] =
                $"Host={connection.Host};Port={connection.Port};Database={connection.Database};Username={connection.Username}",
        };

    /// <summary>The same database with other session settings.</summary>
    public NpgsqlDataSource With(string options) =>
        NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(connection.ConnectionString)
            {
                Options = options,
            }.ConnectionString
        );

    public async Task ExecuteAsync(string sql)
    {
        await using var command = DataSource.CreateCommand(sql);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await DataSource.DisposeAsync();
        if (dropFrom is not null)
        {
            await dropFrom.ExecuteAsync($"drop database if exists {Name} with (force)");
        }
    }
}
