using Npgsql;

namespace OpsCenter.V1Traffic.Statements;

/// <summary>Detects the V1 schema of a database.</summary>
internal static class ShapeDetection
{
    /// <exception cref="TrafficException">The database has no known V1 schema.</exception>
    public static async Task<V1Shape> DetectAsync(
        NpgsqlConnection connection,
        CancellationToken cancellationToken
    )
    {
        var present = await ColumnsAsync(connection, cancellationToken);
        return V1Shape.All.FirstOrDefault(shape => shape.Columns.All(present.Contains))
            ?? throw Refusal(connection.Database, present);
    }

    /// <summary>Resolves names by the search_path, like the statements.</summary>
    private static async Task<HashSet<string>> ColumnsAsync(
        NpgsqlConnection connection,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(
            """
            select t.name || '.' || a.attname
            from pg_catalog.unnest($1::text[]) as t (name)
            join pg_catalog.pg_attribute a on a.attrelid = pg_catalog.to_regclass(t.name)
            where a.attnum > 0 and not a.attisdropped
            """,
            connection
        );
        command.Parameters.Add(
            new NpgsqlParameter<string[]>
            {
                TypedValue =
                [
                    .. V1Shape
                        .All.SelectMany(shape => shape.Columns)
                        .Select(Table)
                        .Distinct(StringComparer.Ordinal),
                ],
            }
        );
        var columns = new HashSet<string>(StringComparer.Ordinal);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            columns.Add(reader.GetString(0));
        }

        return columns;
    }

    private static TrafficException Refusal(string database, HashSet<string> present)
    {
        var nearest = V1Shape.All.MinBy(shape => shape.Columns.Count(c => !present.Contains(c)))!;
        var missing = nearest.Columns.Where(column => !present.Contains(column)).ToList();
        var tables = missing
            .Select(Table)
            .Distinct(StringComparer.Ordinal)
            .Where(table => !present.Any(column => Table(column) == table))
            .ToList();
        return new TrafficException(
            "no-v1-tables",
            $"Database \"{database}\" has no V1 tables that the backend could work on: "
                + $"{(tables.Count > 0 ? "table" : "column")} {string.Join(", ", tables.Count > 0 ? tables : missing)} "
                + "is not to be found by the search_path. No traffic was sent.",
            "Name a database that has V1's tables, or build one with sample data: opscenter seed."
        );
    }

    private static string Table(string column) =>
        column[..column.IndexOf('.', StringComparison.Ordinal)];
}
