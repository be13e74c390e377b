using Npgsql;

namespace OpsCenter.V1Traffic.Statements;

/// <summary>Existing rows for the operations to use, up to 1000 of each kind.</summary>
internal sealed record KnownRows(
    IReadOnlyList<object[]> Models,
    IReadOnlyList<object[]> Users,
    IReadOnlyList<object[]> Keys
)
{
    public static async Task<KnownRows> ReadAsync(
        NpgsqlConnection connection,
        V1Shape shape,
        CancellationToken cancellationToken
    ) =>
        new(
            await RowsAsync(connection, shape.KnownModels, cancellationToken),
            await RowsAsync(connection, shape.KnownUsers, cancellationToken),
            await RowsAsync(connection, shape.KnownKeys, cancellationToken)
        );

    private static async Task<IReadOnlyList<object[]>> RowsAsync(
        NpgsqlConnection connection,
        string sql,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<object[]>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var values = new object[reader.FieldCount];
            reader.GetValues(values);
            rows.Add(values);
        }

        return rows;
    }
}
