using System.Collections.Concurrent;
using Npgsql;

namespace OpsCenter.Testing.Databases;

/// <summary>The template databases that one server holds by now.</summary>
internal sealed class TemplateDatabases(TestServer server)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> _built = new(
        StringComparer.Ordinal
    );

    /// <summary>The database's name, after it was built.</summary>
    public Task<string> EnsureAsync(DatabaseTemplate template) =>
        _built
            .GetOrAdd(template.Name, _ => new Lazy<Task<string>>(() => BuildAsync(template)))
            .Value;

    private async Task<string> BuildAsync(DatabaseTemplate template)
    {
        var name = server.NextName("template");
        await server.CreateAsync(name, "template0");

        // A database with an open connection cannot be cloned: no pool.
        var connectionString = new NpgsqlConnectionStringBuilder(
            await server.ConnectionStringAsync(name)
        )
        {
            Pooling = false,
        };
        await using var dataSource = NpgsqlDataSource.Create(connectionString);
        await template.Build(dataSource, CancellationToken.None);
        return name;
    }
}
