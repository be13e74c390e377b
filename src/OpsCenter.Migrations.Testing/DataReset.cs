using Npgsql;
using OpsCenter.Migrations.Testing.Databases;
using Respawn;
using Respawn.Graph;

namespace OpsCenter.Migrations.Testing;

/// <summary>
/// Deletes the rows of all tables between tests that share a database. With few rows this is faster than a clone. Tests
/// that change the schema, or use a table that refuses DELETE, need their own <see cref="TestDatabase"/>.
/// </summary>
public sealed class DataReset
{
    private readonly TestDatabase _database;
    private readonly Respawner _respawner;

    private DataReset(TestDatabase database, Respawner respawner)
    {
        _database = database;
        _respawner = respawner;
    }

    /// <summary>Reads the tables and their foreign keys once.</summary>
    /// <param name="database">The database. It must have at least one table.</param>
    /// <param name="kept">
    /// Tables that keep their rows, such as lookup tables; with their schema or resolved by the search_path.
    /// </param>
    /// <exception cref="ArgumentException">
    /// A kept table does not exist, or references a table that is not kept.
    /// </exception>
    public static async Task<DataReset> CreateAsync(
        TestDatabase database,
        params IReadOnlyList<string> kept
    )
    {
        ArgumentNullException.ThrowIfNull(database);
        await using var connection = await database.DataSource.OpenConnectionAsync();
        var tables = await KeptTables.ResolveAsync(connection, kept);
        var respawner = await Respawner.CreateAsync(
            connection,
            new RespawnerOptions
            {
                DbAdapter = DbAdapter.Postgres,
                TablesToIgnore = [.. tables],
                WithReseed = true,
                // By default Respawn uses TRUNCATE ... CASCADE: that also empties kept tables, and is slower for few
                // rows.
                FormatDeleteStatement = Delete,
            }
        );
        return new DataReset(database, respawner);
    }

    /// <summary>Deletes the rows in the order of the foreign keys and restarts the sequences.</summary>
    /// <exception cref="InvalidOperationException">A table refuses DELETE.</exception>
    public async Task RunAsync()
    {
        await using var connection = await _database.DataSource.OpenConnectionAsync();
        try
        {
            await _respawner.ResetAsync(connection);
        }
        catch (PostgresException refused)
        {
            throw new InvalidOperationException(
                $"Cannot delete the rows: {refused.MessageText} (SQLSTATE {refused.SqlState}). Add a table "
                    + "that refuses DELETE to the "
                    + "kept tables, or use a separate database in tests that write to it.",
                refused
            );
        }
    }

    private static string Delete(Table table) => $"delete from {table.GetFullName('"')};";
}
