using Npgsql;
using OpsCenter.Migrations.Testing.Databases;

namespace OpsCenter.Testing.Snapshots;

/// <summary>The state of every sequence: it is not in the catalog but in the sequence itself.</summary>
internal static class SequenceStates
{
    public static async Task<IReadOnlyList<string>> ReadAsync(
        NpgsqlConnection connection,
        string[] schemas
    )
    {
        var lines = new List<string>();
        foreach (var sequence in await NamesAsync(connection, schemas))
        {
            var state = await TextRows.ReadAsync(
                connection,
                $"SELECT last_value, is_called FROM {sequence}"
            );
            lines.Add(
                $"sequence {sequence} state: last_value={state[0][0]} is_called={state[0][1]}"
            );
        }

        return lines;
    }

    private static async Task<IEnumerable<string>> NamesAsync(
        NpgsqlConnection connection,
        string[] schemas
    )
    {
        var rows = await TextRows.ReadAsync(
            connection,
            "SELECT oid::regclass FROM pg_class WHERE relkind = 'S' AND relnamespace = ANY ($1::regnamespace[])",
            new NpgsqlParameter { Value = schemas.Select(QuotedName).ToArray() }
        );
        return rows.Select(row => row[0]!);
    }

    /// <summary>A cast to regnamespace folds a name that has no quotes.</summary>
    private static string QuotedName(string name) =>
        $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
