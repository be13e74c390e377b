using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Settings;

/// <summary>opscenter.mode = plan: it says what it would do.</summary>
public sealed class PlanModeTests
{
    private const string Plan = "set opscenter.mode = 'plan'";

    [Theory]
    [EachMajor]
    public async Task What_is_planned_is_what_is_then_done(int major)
    {
        await using var database = await Databases.V1Async(major);
        var before = await DatabaseState.TakeAsync(database);

        var planned = (await database.UpAsync(Plan)).ShouldSucceed();
        await before.ShouldBeUnchangedAsync();
        var done = (await database.UpAsync()).ShouldSucceed();

        planned
            .Said("OCADD")
            .Select(said => said.Replace("would be created", "created", StringComparison.Ordinal))
            .ShouldBe(done.Said("OCADD"));
        planned.End.ShouldBe(
            "V2 would create 8 tables, 8 columns, 2 constraints, 30 indexes, 1 function, 2 triggers. Nothing was changed."
        );
    }

    [Theory]
    [EachMajor]
    public async Task A_planned_rollback_names_what_it_would_drop_and_archive(int major)
    {
        await using var database = await Databases.V2Async(major, V2Use.Sql);
        var before = await DatabaseState.TakeAsync(database);

        var planned = (await database.RollBackAsync(Plan)).ShouldSucceed();
        await before.ShouldBeUnchangedAsync();
        var done = (await database.RollBackAsync()).ShouldSucceed();

        planned
            .Said("OCDRP")
            .Select(said => said.Replace("would be dropped", "dropped", StringComparison.Ordinal))
            .ShouldBe(done.Said("OCDRP"));
        planned
            .Said("OCARC")
            .Select(said => said.Replace("would be copied", "copied", StringComparison.Ordinal))
            .ShouldBe(done.Said("OCARC"));
    }

    [Theory]
    [EachMajor]
    public async Task Obstacles_are_told_without_an_error(int major)
    {
        await using var database = await Databases.V1Async(
            major,
            "create view model_servers as select 1 as one"
        );

        var planned = (await database.UpAsync(Plan)).ShouldSucceed();

        planned.Said("OCOBS").ShouldHaveSingleItem().ShouldContain("public.model_servers");
        planned.End.ShouldBe("V2 would be refused. Nothing was changed.");
    }

    [Theory]
    [EachMajor]
    public async Task It_takes_no_strong_lock_and_works_read_only_behind_a_lock_of_others(int major)
    {
        await using var database = await Databases.V1Async(major);
        await using var other = await database.DataSource.OpenConnectionAsync();
        await other.RunAsync("begin; lock table llm_providers, llm_usage_logs in exclusive mode");

        (
            await database.UpAsync(
                "begin transaction read only; set lock_timeout = '300ms'; " + Plan
            )
        ).ShouldSucceed();
    }
}
