using Shouldly;

namespace OpsCenter.Testing;

/// <summary>What tests say about constraints and triggers.</summary>
public static class ConstraintAssertions
{
    /// <param name="database">The database.</param>
    /// <param name="table">The table.</param>
    /// <param name="definition">As <c>pg_get_constraintdef</c> writes it, such as <c>FOREIGN KEY (a) REFERENCES b(id)</c>.</param>
    public static async Task ShouldHaveConstraintAsync(
        this TestDatabase database,
        string table,
        string definition
    ) =>
        (await database.DefinitionsAsync(table, "AND convalidated")).ShouldContain(
            definition,
            $"{table} has no validated constraint {definition}."
        );

    public static async Task ShouldNotHaveConstraintAsync(
        this TestDatabase database,
        string table,
        string definition
    ) =>
        (await database.DefinitionsAsync(table)).ShouldNotContain(
            definition,
            $"{table} has a constraint {definition}."
        );

    public static async Task ShouldHaveTriggerAsync(
        this TestDatabase database,
        string table,
        string trigger
    ) =>
        (
            await database.ScalarAsync<bool>(
                $"""
                SELECT EXISTS (
                    SELECT FROM pg_trigger
                    WHERE tgrelid = to_regclass({Sql.Literal(table)}) AND tgname = {Sql.Literal(
                    trigger
                )}
                      AND tgenabled <> 'D')
                """
            )
        ).ShouldBeTrue($"{table} has no enabled trigger {trigger}.");

    private static async Task<IReadOnlyList<string?>> DefinitionsAsync(
        this TestDatabase database,
        string table,
        string condition = ""
    )
    {
        var rows = await database.RowsAsync(
            $"""
            SELECT pg_get_constraintdef(oid) FROM pg_constraint
            WHERE conrelid = to_regclass({Sql.Literal(table)}) {condition}
            """
        );
        return [.. rows.Select(row => row[0])];
    }
}
