using Npgsql;

namespace OpsCenter.Migrations.Testing.Databases;

/// <summary>Reads the result of a query as text of the server.</summary>
internal static class TextRows
{
    public static async Task<IReadOnlyList<IReadOnlyList<string?>>> ReadAsync(
        NpgsqlConnection connection,
        string sql,
        params NpgsqlParameter[] parameters
    )
    {
        await using var command = new NpgsqlCommand(sql, connection)
        {
            AllResultTypesAreUnknown = true,
        };
        command.Parameters.AddRange(parameters);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<IReadOnlyList<string?>>();
        while (await reader.ReadAsync())
        {
            rows.Add([
                .. Enumerable
                    .Range(0, reader.FieldCount)
                    .Select(i => reader.IsDBNull(i) ? null : reader.GetString(i)),
            ]);
        }

        return rows;
    }
}
