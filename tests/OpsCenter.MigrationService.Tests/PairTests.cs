using CliWrap.Buffered;
using OpsCenter.MigrationService.Tests.Processes;

namespace OpsCenter.MigrationService.Tests;

/// <summary>Two schemas with V1's tables in one database; the connection leads to the second.</summary>
public class PairTests
{
    private const string Pairs = """
        alter schema public rename to first;
        create schema second;
        create table second.llm_providers (like first.llm_providers including all);
        create table second.llm_usage_logs (like first.llm_usage_logs including all);
        insert into second.llm_providers select * from first.llm_providers;
        """;

    [Fact]
    public async Task Discarding_V2_of_one_schema_keeps_the_rows_of_the_other()
    {
        await using var database = await CreateAsync();
        await RunAsync(database, "first", "apply");
        await RunAsync(database, "second", "apply");
        await database.ExecuteAsync("insert into first.audit_log (action_type) values ('a')");

        var back = await RunAsync(database, "second", "rollback", "--discard", database.Name);

        back.ShouldContain("v2 was rolled back");
        back.ShouldNotContain("first.");
        (await database.ScalarAsync<long>("select count(*) from first.audit_log")).ShouldBe(1);
        (await RunAsync(database, "first", "verify")).ShouldContain("v2 is verified");
    }

    [Fact]
    public async Task Status_is_of_the_schema_that_the_connection_leads_to_and_all_lists_each()
    {
        await using var database = await CreateAsync();
        await RunAsync(database, "first", "apply");

        (await RunAsync(database, "second", "status")).ShouldContain("schema second, PostgreSQL");
        (await RunAsync(database, "second", "status")).ShouldContain(": pending");
        var all = await RunAsync(database, "second", "status", "--all");
        all.ShouldContain("schema first, PostgreSQL");
        all.ShouldContain(": applied on");
        all.ShouldContain("schema second, PostgreSQL");
    }

    [Fact]
    public async Task A_path_that_leads_to_no_table_of_V1_is_not_told_that_V2_is_applied()
    {
        await using var database = await CreateAsync();
        await RunAsync(database, "first", "apply");

        var status = await RunAsync(database, "nowhere", "status");
        status.ShouldContain(
            ": pending; the search_path of this connection leads to no schema that has its tables"
        );
        status.ShouldContain("Next: connect to the database that has them");
        var rollback = await OpsCenterProcess.RunAsync(database, "rollback");
        rollback.ExitCode.ShouldBe(ExitCodes.Refused, rollback.StandardOutput);
        rollback.StandardError.ShouldContain("schema first has V2");
    }

    [Fact]
    public async Task V1_in_a_schema_that_is_called_opscenter_is_refused()
    {
        await using var database = await V1Database.CreateAsync();
        await database.ExecuteAsync("alter schema public rename to opscenter");
        await PathAsync(database, "opscenter");

        var result = await OpsCenterProcess.RunAsync(database, "apply");

        result.ExitCode.ShouldBe(ExitCodes.Refused);
        result.StandardError.ShouldContain("alter schema opscenter rename to opscenter_v1;");
    }

    [Fact]
    public async Task Two_pairs_that_are_migrated_at_once_wait_for_each_other()
    {
        await using var database = await CreateAsync();

        var runs = await Task.WhenAll(ApplyAsync("first"), ApplyAsync("second"));

        runs.ShouldAllBe(run => run.ExitCode == ExitCodes.Done);
        var all = await RunAsync(database, "first", "status", "--all");
        all.Split(": applied on").Length.ShouldBe(3);
        (await RunAsync(database, "first", "verify")).ShouldContain("v2 is verified");
        (await RunAsync(database, "second", "verify")).ShouldContain("v2 is verified");

        Task<BufferedCommandResult> ApplyAsync(string schema) =>
            OpsCenterProcess.RunAsync($"{database.ConnectionString};Search Path={schema}", "apply");
    }

    private static async Task<TestDatabase> CreateAsync()
    {
        var database = await V1Database.CreateAsync();
        await database.ExecuteAsync(Pairs);
        return database;
    }

    private static async Task PathAsync(TestDatabase database, string schema) =>
        await database.ExecuteAsync(
            $"alter database \"{database.Name}\" set search_path = {schema}"
        );

    private static async Task<string> RunAsync(
        TestDatabase database,
        string schema,
        params string[] arguments
    )
    {
        await PathAsync(database, schema);
        var result = await OpsCenterProcess.RunAsync(database, arguments);
        result.ExitCode.ShouldBe(ExitCodes.Done, result.StandardOutput + result.StandardError);
        return result.StandardOutput;
    }
}
