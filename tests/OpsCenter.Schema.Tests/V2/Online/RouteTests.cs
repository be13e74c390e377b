using OpsCenter.Migrations.Operations;
using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Online;

/// <summary>In one transaction, online by the service, online by psql: the same result.</summary>
public sealed class RouteTests
{
    public static TheoryData<int, Shape> Shapes => MajorTurns.Cases<Shape>(Enum.GetValues<Shape>());

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task The_service_makes_the_catalog_of_the_single_statement(int major, Shape shape)
    {
        await using var plain = await Databases.V2Async(major, shape);
        await using var online = await Databases.CreateAsync(major, shape);

        var report = await online.Migrator().ApplyAsync(Releases.V2);

        report.Outcome.ShouldBe(ApplyOutcome.Applied);
        report.IsPreserved.ShouldBeTrue();
        await ShouldBeAlikeAsync(online, plain);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task Psql_online_makes_the_catalog_of_the_single_statement(int major, Shape shape)
    {
        await using var plain = await Databases.V2Async(major, shape);
        await using var online = await Databases.CreateAsync(major, shape);

        var said = await online.RunOnlineByPsqlAsync(Script.Up);

        said.ShouldContain("INFO:  V2 is in place in schema public.");
        await ShouldBeAlikeAsync(online, plain);
    }

    [Theory]
    [EachMajor]
    public async Task A_second_run_by_psql_online_has_nothing_to_do(int major)
    {
        await using var database = await Databases.V2Async(major);
        var before = await DatabaseState.TakeAsync(database);

        var said = await database.RunOnlineByPsqlAsync(Script.Up);

        said.ShouldContain("V2 is already in place");
        await before.ShouldBeUnchangedAsync();
    }

    [Theory]
    [EachMajor]
    public async Task Psql_online_gives_its_lock_back_though_the_session_goes_on(int major)
    {
        await using var database = await Databases.V1Async(major);
        var driver = new Script("run_v2_online.sql").Path;

        var result = await database.Psql.RunScriptTextAsync(
            $"""
            \i '{driver}'
            select 'held: ' || count(*) from pg_locks where locktype = 'advisory' and pid = pg_backend_pid();
            """
        );

        result.ExitCode.ShouldBe(0, result.StandardError);
        result.StandardOutput.ShouldContain("held: 0");
    }

    [Theory]
    [EachMajor]
    public async Task Each_route_rolls_back_what_the_other_applied(int major)
    {
        await using var database = await Databases.V1Async(major);
        var before = await DatabaseState.TakeAsync(database);

        await database.RunOnlineByPsqlAsync(Script.Up);
        (await database.RollBackAsync()).ShouldSucceed();
        await before.ShouldBeUnchangedAsync();

        (await database.UpAsync()).ShouldSucceed();
        await database.RunOnlineByPsqlAsync(Script.Rollback);
        await before.ShouldBeUnchangedAsync();
    }

    [Theory]
    [EachMajor]
    public async Task A_single_statement_refuses_while_a_runner_is_at_work(int major)
    {
        await using var database = await Databases.V1Async(major);
        await using var runner = await database.DataSource.OpenConnectionAsync();
        await runner.RunAsync("select pg_advisory_lock(hashtextextended('opscenter.journal', 0))");

        (await database.UpAsync()).ShouldBeRefused($"pid {runner.ProcessID}");
        (await database.RollBackAsync()).ShouldBeRefused($"pid {runner.ProcessID}");
    }

    [Theory]
    [EachMajor]
    public async Task No_time_limit_of_the_role_cuts_psql_online(int major)
    {
        await using var database = await Databases.V1Async(major);
        await using var writer = await database.DataSource.OpenConnectionAsync();
        await writer.RunAsync("begin; lock table llm_usage_logs in row exclusive mode");
        await database.ExecuteAsync(
            $"alter database {database.Name} set {(major >= 17 ? "transaction_timeout" : "statement_timeout")} = '500ms'"
        );

        var running = database.RunOnlineByPsqlAsync(Script.Up);
        await Task.WhenAny(running, Task.Delay(TimeSpan.FromSeconds(3)));
        await writer.RunAsync("commit");

        (await running).ShouldContain("V2 is in place");
    }

    private static async Task ShouldBeAlikeAsync(TestDatabase online, TestDatabase plain)
    {
        (await SchemaSnapshot.TakeAsync(online, "public")).ShouldEqual(
            await SchemaSnapshot.TakeAsync(plain, "public")
        );
        (await RecordAsync(online)).ShouldBe(await RecordAsync(plain));
    }

    /// <summary>The record, without what differs between two databases: OIDs, moments, and the order of creation.</summary>
    private static async Task<IEnumerable<string>> RecordAsync(TestDatabase database) =>
        (
            await database.RowsAsync(
                """
                select kind, schema_name, table_name, object_name, column_number, definition, default_value,
                    object_oid <> 0 or kind = 'column' as has_oid
                from opscenter.created_object
                order by 1, 2, 3, 4
                """
            )
        ).Select(row => string.Join('|', row));
}
