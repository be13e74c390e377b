using Shouldly;

namespace OpsCenter.Testing;

/// <summary>What tests say about tables. A name is resolved by the search_path, or has its schema with it.</summary>
public static class TableAssertions
{
    public static async Task ShouldHaveTableAsync(this TestDatabase database, string table) =>
        (await database.ExistsAsync(table)).ShouldBeTrue($"There is no table {table}.");

    public static async Task ShouldNotHaveTableAsync(this TestDatabase database, string table) =>
        (await database.ExistsAsync(table)).ShouldBeFalse($"There is a table {table}.");

    public static async Task ShouldHaveRowsAsync(
        this TestDatabase database,
        string table,
        long count
    ) =>
        (await database.ScalarAsync<long>($"SELECT count(*) FROM {table}")).ShouldBe(
            count,
            $"Rows of {table}"
        );

    public static async Task ShouldNotHaveSchemaAsync(this TestDatabase database, string schema) =>
        (
            await database.ScalarAsync<bool>(
                $"SELECT to_regnamespace({Sql.Literal(schema)}) IS NOT NULL"
            )
        ).ShouldBeFalse($"There is a schema {schema}.");

    private static Task<bool> ExistsAsync(this TestDatabase database, string table) =>
        database.ScalarAsync<bool>(
            $"""
            SELECT EXISTS (
                SELECT FROM pg_class WHERE oid = to_regclass({Sql.Literal(
                table
            )}) AND relkind IN ('r', 'p'))
            """
        );
}
