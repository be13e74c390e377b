using Shouldly;

namespace OpsCenter.Testing;

/// <summary>What tests say about indexes: judged by what they cover, not by their names.</summary>
public static class IndexAssertions
{
    public static async Task ShouldHaveIndexOnAsync(
        this TestDatabase database,
        string table,
        params string[] columns
    ) =>
        (await database.IndexedColumnsAsync(table)).ShouldContain(
            string.Join(", ", columns),
            $"There is no valid index on {table} ({string.Join(", ", columns)})."
        );

    public static async Task ShouldNotHaveIndexOnAsync(
        this TestDatabase database,
        string table,
        params string[] columns
    ) =>
        (await database.IndexedColumnsAsync(table)).ShouldNotContain(
            string.Join(", ", columns),
            $"There is an index on {table} ({string.Join(", ", columns)})."
        );

    public static async Task ShouldHaveUniqueIndexOnAsync(
        this TestDatabase database,
        string table,
        params string[] columns
    ) =>
        (await database.IndexedColumnsAsync(table, "AND i.indisunique")).ShouldContain(
            string.Join(", ", columns),
            $"There is no valid unique index on {table} ({string.Join(", ", columns)})."
        );

    /// <summary>One text for each valid index: its key columns or expressions.</summary>
    private static async Task<IReadOnlyList<string?>> IndexedColumnsAsync(
        this TestDatabase database,
        string table,
        string condition = ""
    )
    {
        var rows = await database.RowsAsync(
            $"""
            SELECT (SELECT string_agg(pg_get_indexdef(i.indexrelid, k, false), ', ' ORDER BY k)
                    FROM generate_series(1, i.indnkeyatts) AS k)
            FROM pg_index i
            WHERE i.indrelid = to_regclass({Sql.Literal(
                table
            )}) AND i.indisvalid AND i.indpred IS NULL {condition}
            """
        );
        return [.. rows.Select(row => row[0])];
    }
}
