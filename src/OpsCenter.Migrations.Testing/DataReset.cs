using Npgsql;
using OpsCenter.Migrations.Testing.Databases;
using Respawn;
using Respawn.Graph;

namespace OpsCenter.Migrations.Testing;

/// <summary>
/// Empties a database's tables between tests that look at rows only and share a database: faster than a clone if there are few rows.
/// A test of a schema, or of a table that refuses DELETE, has a <see cref="TestDatabase"/> of its own instead.
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

    /// <summary>Looks at the tables and their foreign keys, once.</summary>
    /// <param name="database">Whose tables are to be emptied. It has at least one.</param>
    /// <param name="kept">Tables that keep their rows, such as lists of codes; resolved by the search_path, or with their schema.</param>
    /// <exception cref="ArgumentException">A kept table is not there, or refers to one that is emptied: its rows would go, too.</exception>
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
                // TRUNCATE ... CASCADE, which Respawn would use, empties tables that are to be kept and is slower on few rows.
                FormatDeleteStatement = Delete,
            }
        );
        return new DataReset(database, respawner);
    }

    /// <summary>Deletes the rows, in the order of the foreign keys, and starts the sequences again.</summary>
    /// <exception cref="InvalidOperationException">A table refuses it.</exception>
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
                $"The rows cannot be deleted: {refused.MessageText} (SQLSTATE {refused.SqlState}). Name a table that refuses DELETE among "
                    + "those that are kept, or give tests that write to it a database of their own.",
                refused
            );
        }
    }

    private static string Delete(Table table) => $"delete from {table.GetFullName('"')};";
}
