using OpsCenter.MigrationService.Tests.Processes;
using OpsCenter.Testing;

namespace OpsCenter.MigrationService.Tests.Output;

/// <summary><c>plan --sql</c> and <c>script</c>: the statements of a run, for a review.</summary>
public class PlanSqlTests
{
    [Fact]
    public async Task The_printed_script_is_what_psql_can_execute()
    {
        await using var database = await V1Database.CreateAsync();

        var script = await OpsCenterProcess.RunAsync(database, "script");
        var byPsql = await database.Psql.RunScriptTextAsync(
            script.StandardOutput,
            "-v",
            "ON_ERROR_STOP=1"
        );
        var plan = await OpsCenterProcess.RunAsync(database, "plan");

        script.ExitCode.ShouldBe(ExitCodes.Done, script.StandardError);
        script.StandardOutput.ShouldContain(
            "-- lock: ACCESS EXCLUSIVE on public.llm_usage_logs\nbegin;\n"
        );
        byPsql.ExitCode.ShouldBe(0, byPsql.StandardError);
        plan.StandardOutput.ShouldContain("v2 is in place: there is nothing to add.");
    }

    [Fact]
    public async Task A_line_break_in_a_name_does_not_end_a_comment()
    {
        await using var database = await V1Database.CreateAsync();
        await database.ExecuteAsync(
            "alter schema public rename to \"a\nselect 1;\"; "
                + $"alter database {database.Name} set search_path = \"a\nselect 1;\""
        );

        var result = await OpsCenterProcess.RunAsync(database, "script");

        result.ExitCode.ShouldBe(ExitCodes.Done, result.StandardOutput + result.StandardError);
        result.StandardOutput.ShouldContain("-- lock: ACCESS EXCLUSIVE on \"a select 1;\".");
        result.StandardOutput.ShouldNotContain("-- lock: ACCESS EXCLUSIVE on \"a\n");
    }

    [Fact]
    public async Task Nothing_to_do_is_said_as_a_comment()
    {
        await using var database = await V1Database.CreateAsync();

        var result = await OpsCenterProcess.RunAsync(database, "plan", "--sql", "--rollback");

        result.StandardOutput.ShouldBe("-- There is nothing to roll back.\n");
        result.ExitCode.ShouldBe(ExitCodes.Done);
    }

    [Fact]
    public async Task An_obstacle_is_shown_instead_of_the_statements()
    {
        await using var database = await V1Database.CreateAsync();
        await database.ExecuteAsync("create view model_servers as select 1 as one");

        var result = await OpsCenterProcess.RunAsync(database, "script");

        result.StandardOutput.ShouldContain("public.model_servers");
        result.StandardOutput.ShouldNotContain("create table");
        result.ExitCode.ShouldBe(ExitCodes.Refused);
    }
}
