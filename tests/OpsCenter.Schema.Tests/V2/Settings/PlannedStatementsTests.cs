using OpsCenter.Migrations;
using OpsCenter.Migrations.Planning;
using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Settings;

/// <summary>The statements that a plan prints are those of the run.</summary>
public sealed class PlannedStatementsTests
{
    [Theory]
    [EachMajor]
    public async Task The_printed_statements_make_the_schema_that_apply_makes(int major)
    {
        await using var applied = await Databases.V1Async(major);
        await using var byHand = await Databases.V1Async(major);
        var before = await DatabaseState.TakeAsync(byHand);

        var plan = await PlanAsync(byHand, MigrationDirection.Up);
        await before.ShouldBeUnchangedAsync();
        await ExecuteAsync(byHand, plan, IsNoRecord);
        await new Migrator(applied.DataSource).ApplyAsync(Releases.V2);

        (await SchemaSnapshot.TakeExceptAsync(byHand, "opscenter")).ShouldEqual(
            await SchemaSnapshot.TakeExceptAsync(applied, "opscenter")
        );
        plan.Units.Count(unit => !unit.InTransaction).ShouldBe(5);
        plan.Units.ShouldContain(unit =>
            unit.Lock == "ACCESS EXCLUSIVE" && unit.Tables == "public.llm_usage_logs"
        );
    }

    [Theory]
    [EachMajor]
    public async Task The_printed_statements_of_a_rollback_archive_and_drop_the_same(int major)
    {
        await using var rolledBack = await Databases.V2Async(major, V2Use.Sql);
        await using var byHand = await Databases.V2Async(major, V2Use.Sql);

        await ExecuteAsync(byHand, await PlanAsync(byHand, MigrationDirection.Down), _ => true);
        (await rolledBack.RollBackAsync()).ShouldSucceed();

        (await SchemaSnapshot.TakeExceptAsync(byHand, "opscenter")).ShouldEqual(
            await SchemaSnapshot.TakeExceptAsync(rolledBack, "opscenter")
        );
        (await ArchivedAsync(byHand)).ShouldBe(await ArchivedAsync(rolledBack));
    }

    [Theory]
    [EachMajor]
    public async Task An_interrupted_apply_has_the_statements_that_are_left(int major)
    {
        await using var database = await Databases.V1Async(major);
        var all = await PlanAsync(database, MigrationDirection.Up);
        (await database.UpAsync("set opscenter.mode = 'online'")).ShouldSucceed();

        var left = await PlanAsync(database, MigrationDirection.Up);

        left.Units.Select(unit => unit.Message)
            .ShouldBe(all.Units.Skip(1).Select(unit => unit.Message));
        left.Steps.Single(step => step.Kind == StepKind.Outcome).Message.ShouldContain("8 columns");
    }

    [Theory]
    [EachMajor]
    public async Task What_is_in_place_needs_no_statement(int major)
    {
        await using var database = await Databases.V2Async(major);

        (await PlanAsync(database, MigrationDirection.Up)).Units.ShouldBeEmpty();
        (await database.RollBackAsync()).ShouldSucceed();
        (await PlanAsync(database, MigrationDirection.Down)).Units.ShouldBeEmpty();
    }

    private static Task<MigrationPlan> PlanAsync(
        TestDatabase database,
        MigrationDirection direction
    ) => new Migrator(database.DataSource).PlanStatementsAsync(Releases.V2, direction);

    /// <summary>The record is made by the script itself.</summary>
    private static bool IsNoRecord(string statement) =>
        !statement.Contains("opscenter.created_object", StringComparison.Ordinal);

    private static async Task ExecuteAsync(
        TestDatabase database,
        MigrationPlan plan,
        Func<string, bool> isWanted
    )
    {
        await using var connection = await database.DataSource.OpenConnectionAsync();
        foreach (var unit in plan.Units)
        {
            var statements = unit.Statements.Where(isWanted);
            if (unit.InTransaction)
            {
                statements = statements.Prepend("begin").Append("commit");
            }

            foreach (var statement in statements)
            {
                await connection.RunAsync(statement);
            }
        }
    }

    private static Task<string?> ArchivedAsync(TestDatabase database) =>
        database.ScalarAsync<string>(
            "select string_agg(format('%s %s', source_table, row_count), ', ' order by source_table) from opscenter.archive"
        );
}
