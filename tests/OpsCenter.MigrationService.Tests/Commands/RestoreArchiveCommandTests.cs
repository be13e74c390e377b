using OpsCenter.MigrationService.Tests.Processes;
using OpsCenter.Testing;

namespace OpsCenter.MigrationService.Tests.Commands;

public class RestoreArchiveCommandTests
{
    private const string Use = """
        insert into model_pricing (model_id, provider, input_price_per_1k, output_price_per_1k) values ('m', 'p', 1, 1);
        insert into audit_log (user_id) values ('u');
        update llm_usage_logs set source = 'cli' where id in (select id from llm_usage_logs order by id limit 7);
        """;

    private const string Conflict =
        "insert into model_pricing (model_id, provider, input_price_per_1k, output_price_per_1k) values ('m', 'other', 1, 1)";

    private static async Task<TestDatabase> ArchivedAsync()
    {
        var database = await V1Database.CreateAppliedAsync();
        await database.ExecuteAsync(Use);
        foreach (var command in new[] { "rollback", "apply" })
        {
            (await OpsCenterProcess.RunAsync(database, command)).ExitCode.ShouldBe(ExitCodes.Done);
        }

        return database;
    }

    [Fact]
    public async Task What_a_rollback_archived_comes_back_and_the_database_is_verified()
    {
        await using var database = await V1Database.CreateAppliedAsync();
        await database.ExecuteAsync(Use);
        var used = await DataSnapshot.TakeAsync(database, "public");
        await OpsCenterProcess.RunAsync(database, "rollback");
        (await OpsCenterProcess.RunAsync(database, "apply")).StandardOutput.ShouldContain(
            "Next: opscenter restore-archive brings the archived data back"
        );

        var result = await OpsCenterProcess.RunAsync(database, "restore-archive");

        result.ExitCode.ShouldBe(ExitCodes.Done, result.StandardError);
        result.StandardError.ShouldBeEmpty();
        result.StandardOutput.ShouldContain(
            "  restore   1 row of public.model_pricing restored from"
        );
        result.StandardOutput.ShouldContain(
            "2 rows and the values of 7 earlier rows, from archive 1."
        );
        (await DataSnapshot.TakeAsync(database, "public")).ShouldEqual(used);
        (await OpsCenterProcess.RunAsync(database, "verify")).ExitCode.ShouldBe(ExitCodes.Done);
    }

    [Fact]
    public async Task A_plan_changes_nothing_and_ends_with_4_if_something_is_in_the_way()
    {
        await using var database = await ArchivedAsync();
        var data = await DataSnapshot.TakeAsync(database);

        var clear = await OpsCenterProcess.RunAsync(database, "restore-archive", "--plan");
        await database.ExecuteAsync(Conflict);
        var refused = await OpsCenterProcess.RunAsync(database, "restore-archive", "--plan");

        clear.ExitCode.ShouldBe(ExitCodes.Done);
        clear.StandardOutput.ShouldContain(
            "Would be restored: 2 rows and the values of 7 earlier rows"
        );
        refused.ExitCode.ShouldBe(ExitCodes.Refused);
        refused.StandardOutput.ShouldContain("It would be refused: 1 in the way.");
        (await data.RetakeAsync(database)).DiffTo(data).ShouldContain("other");
        await database.ShouldHaveRowsAsync("audit_log", 0);
    }

    [Fact]
    public async Task A_conflict_is_refused_with_4_and_kept_on_demand()
    {
        await using var database = await ArchivedAsync();
        await database.ExecuteAsync(Conflict);

        var refused = await OpsCenterProcess.RunAsync(database, "restore-archive");
        var kept = await OpsCenterProcess.RunAsync(database, "restore-archive", "--keep-existing");

        refused.ExitCode.ShouldBe(ExitCodes.Refused);
        refused.StandardError.ShouldContain("the first with (model_id) = (m)");
        kept.ExitCode.ShouldBe(ExitCodes.Done, kept.StandardError);
        (await database.ScalarAsync<string>("select provider from model_pricing")).ShouldBe(
            "other"
        );
        await database.ShouldHaveRowsAsync("audit_log", 1);
    }

    [Fact]
    public async Task One_archive_is_chosen_by_its_number()
    {
        await using var database = await ArchivedAsync();

        var missing = await OpsCenterProcess.RunAsync(
            database,
            "restore-archive",
            "--archive",
            "7"
        );
        var first = await OpsCenterProcess.RunAsync(database, "restore-archive", "--archive", "1");
        var again = await OpsCenterProcess.RunAsync(database, "restore-archive");

        missing.ExitCode.ShouldBe(ExitCodes.Refused);
        missing.StandardError.ShouldContain("there is no archive 7 of V2. There are: 1.");
        first.ExitCode.ShouldBe(ExitCodes.Done, first.StandardError);
        again.ExitCode.ShouldBe(ExitCodes.Done);
        again.StandardOutput.ShouldContain("There is nothing to restore");
        (await OpsCenterProcess.RunAsync(database, "status", "--all")).StandardOutput.ShouldContain(
            "1 row of public.model_pricing in opscenter_archive.model_pricing_1, closed by a restore on 20"
        );
    }

    [Fact]
    public async Task An_archive_number_below_1_ends_with_2()
    {
        var result = await OpsCenterProcess.RunAsync(
            "Host=127.0.0.1;Port=1",
            "restore-archive",
            "--archive",
            "0"
        );

        result.ExitCode.ShouldBe(ExitCodes.Usage);
        result.StandardError.ShouldContain("archives are numbered from 1");
    }

    [Fact]
    public async Task Before_V2_is_applied_again_it_is_refused()
    {
        await using var database = await V1Database.CreateAppliedAsync();
        await database.ExecuteAsync(Use);
        await OpsCenterProcess.RunAsync(database, "rollback");

        var result = await OpsCenterProcess.RunAsync(database, "restore-archive");

        result.ExitCode.ShouldBe(ExitCodes.Refused);
        result.StandardError.ShouldContain("V2 is not applied in this database");
    }
}
