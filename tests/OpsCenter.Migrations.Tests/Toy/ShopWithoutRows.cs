using Npgsql;
using Respawn;

namespace OpsCenter.Migrations.Tests.Toy;

/// <summary>One shop database for all tests of a class that change data only; Respawn empties it before each.</summary>
public sealed class ShopWithoutRows : IAsyncLifetime
{
    private TestDatabase? _database;
    private Respawner? _respawner;

    public TestDatabase Database => _database!;

    public async ValueTask InitializeAsync()
    {
        _database = await Shop.CreateAsync();
        await using var connection = await Database.DataSource.OpenConnectionAsync();
        _respawner = await Respawner.CreateAsync(
            connection,
            new RespawnerOptions
            {
                DbAdapter = DbAdapter.Postgres,
                SchemasToInclude = ["public"],
                WithReseed = true,
            }
        );
    }

    /// <summary>Empties every table, and makes sure of it.</summary>
    public async Task<TestDatabase> ResetAsync()
    {
        await using NpgsqlConnection connection = await Database.DataSource.OpenConnectionAsync();
        await _respawner!.ResetAsync(connection);
        (
            await Database.ScalarAsync<long>(
                "select (select count(*) from customers) + (select count(*) from visits) + (select count(*) from tags)"
            )
        ).ShouldBe(0);
        return Database;
    }

    public async ValueTask DisposeAsync()
    {
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }
    }
}
