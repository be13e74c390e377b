using Shouldly;

namespace OpsCenter.Testing;

/// <summary>What tests say about columns.</summary>
public static class ColumnAssertions
{
    /// <param name="database">The database.</param>
    /// <param name="table">The table.</param>
    /// <param name="column">The column.</param>
    /// <param name="type">The type in any spelling that SQL has, such as <c>varchar(255)</c>; null takes every type.</param>
    public static async Task ShouldHaveColumnAsync(
        this TestDatabase database,
        string table,
        string column,
        string? type = null
    )
    {
        var actual = await database.TypeOfAsync(table, column);
        actual.ShouldNotBeNull($"There is no column {table}.{column}.");
        if (type is not null)
        {
            actual.ShouldBe(await database.CanonicalTypeAsync(type), $"Type of {table}.{column}");
        }
    }

    public static async Task ShouldNotHaveColumnAsync(
        this TestDatabase database,
        string table,
        string column
    ) =>
        (await database.TypeOfAsync(table, column)).ShouldBeNull(
            $"There is a column {table}.{column}."
        );

    public static async Task ShouldHaveDefaultAsync(
        this TestDatabase database,
        string table,
        string column,
        string? expression
    ) =>
        (
            await database.ScalarAsync<string>(
                $"""
                SELECT pg_get_expr(d.adbin, d.adrelid)
                FROM pg_attrdef d JOIN pg_attribute a ON (a.attrelid, a.attnum) = (d.adrelid, d.adnum)
                WHERE d.adrelid = to_regclass({Sql.Literal(table)}) AND a.attname = {Sql.Literal(
                    column
                )}
                """
            )
        ).ShouldBe(expression, $"Default of {table}.{column}");

    public static async Task ShouldBeNullableAsync(
        this TestDatabase database,
        string table,
        string column,
        bool nullable = true
    ) =>
        (
            await database.ScalarAsync<bool>(
                $"""
                SELECT NOT attnotnull FROM pg_attribute
                WHERE attrelid = to_regclass({Sql.Literal(table)}) AND attname = {Sql.Literal(
                    column
                )}
                """
            )
        ).ShouldBe(nullable, $"{table}.{column} takes NULL");

    private static Task<string?> TypeOfAsync(
        this TestDatabase database,
        string table,
        string column
    ) =>
        database.ScalarAsync<string>(
            $"""
            SELECT format_type(atttypid, atttypmod) FROM pg_attribute
            WHERE attrelid = to_regclass({Sql.Literal(table)}) AND attname = {Sql.Literal(
                column
            )} AND attnum > 0
            """
        );

    /// <summary>The server's own spelling, which keeps a modifier that the name of a type alone loses.</summary>
    private static async Task<string> CanonicalTypeAsync(this TestDatabase database, string type)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync();
        await using var batch = connection.CreateBatch();
        batch.BatchCommands.Add(new("DROP TABLE IF EXISTS pg_temp.canonical"));
        batch.BatchCommands.Add(new($"CREATE TEMPORARY TABLE canonical (c {type})"));
        batch.BatchCommands.Add(
            new(
                "SELECT format_type(atttypid, atttypmod) FROM pg_attribute "
                    + "WHERE attrelid = to_regclass('pg_temp.canonical') AND attnum = 1"
            )
        );
        await using var reader = await batch.ExecuteReaderAsync();
        await reader.ReadAsync();
        return reader.GetString(0);
    }
}
