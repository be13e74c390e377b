using System.Diagnostics;
using Npgsql;
using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Locking;

/// <summary>A script that has to wait for somebody.</summary>
public sealed class LockTests
{
    public static TheoryData<int, Script> BothScripts =>
        MajorTurns.Cases<Script>([Script.Up, Script.Rollback]);

    /// <summary>Waits five seconds: once is enough.</summary>
    public static MatrixTheoryData<int, Script> OnTheNewest =>
        new([TestMajors.Newest], [Script.Up, Script.Rollback]);

    private static Task<TestDatabase> CreateAsync(int major, Script script) =>
        script == Script.Up ? Databases.V1Async(major) : Databases.V2Async(major, V2Use.Sql);

    [Theory]
    [MemberData(nameof(BothScripts))]
    public async Task Behind_a_long_reader_it_gives_up_in_time_and_names_the_reader(
        int major,
        Script script
    )
    {
        await using var database = await CreateAsync(major, script);
        var before = await DatabaseState.TakeAsync(database);
        await using var reader = await database.DataSource.OpenConnectionAsync();
        await reader.RunAsync("begin; select count(*) from llm_usage_logs");
        var watch = Stopwatch.StartNew();

        var outcome = await database.RunAsync(script, "set lock_timeout = '300ms'");

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
        outcome.Error!.SqlState.ShouldBe(PostgresErrorCodes.LockNotAvailable);
        outcome.Error.MessageText.ShouldContain($"pid {reader.ProcessID}");
        outcome.Error.MessageText.ShouldContain("nothing was changed");
        await reader.RunAsync("rollback");
        await before.ShouldBeUnchangedAsync();
        (await database.RunAsync(script)).ShouldSucceed();
    }

    [Theory]
    [MemberData(nameof(BothScripts))]
    public async Task While_it_waits_queries_go_on_after_no_more_than_its_lock_timeout(
        int major,
        Script script
    )
    {
        await using var database = await CreateAsync(major, script);
        await using var reader = await database.DataSource.OpenConnectionAsync();
        await reader.RunAsync("begin; select count(*) from llm_usage_logs");
        var waiting = database.RunAsync(script, "set lock_timeout = '500ms'");
        var watch = Stopwatch.StartNew();

        for (var i = 0; i < 10; i++)
        {
            await database.ExecuteAsync("select count(*) from llm_usage_logs");
            await Task.Delay(50);
        }

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(8));
        (await waiting).Error!.SqlState.ShouldBe(PostgresErrorCodes.LockNotAvailable);
    }

    [Theory]
    [MemberData(nameof(OnTheNewest))]
    public async Task Without_a_lock_timeout_of_the_caller_it_does_not_wait_for_ever(
        int major,
        Script script
    )
    {
        await using var database = await CreateAsync(major, script);
        await using var reader = await database.DataSource.OpenConnectionAsync();
        await reader.RunAsync("begin; lock table llm_providers in access share mode");
        var watch = Stopwatch.StartNew();

        (await database.RunAsync(script)).Error!.SqlState.ShouldBe(
            PostgresErrorCodes.LockNotAvailable
        );

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }

    [Theory]
    [EachMajor]
    public async Task Of_two_psql_that_apply_at_the_same_time_one_does_and_the_other_says_so(
        int major
    )
    {
        await using var database = await Databases.V1Async(major);

        var said = await Task.WhenAll(
            database.Psql.RunFileAsync(Script.Up.Path),
            database.Psql.RunFileAsync(Script.Up.Path)
        );

        said.ShouldAllBe(result => !result.StandardError.Contains("ERROR"));
        said.Count(result => result.StandardError.Contains("V2 is already in place")).ShouldBe(1);
        said.Count(result => result.StandardError.Contains("V2 is in place in schema public"))
            .ShouldBe(1);
    }

    [Theory]
    [EachMajor]
    public async Task Of_two_psql_that_roll_back_at_the_same_time_one_does_and_the_other_says_so(
        int major
    )
    {
        await using var database = await Databases.V2Async(major, V2Use.Sql);

        var said = await Task.WhenAll(
            database.Psql.RunFileAsync(Script.Rollback.Path),
            database.Psql.RunFileAsync(Script.Rollback.Path)
        );

        said.ShouldAllBe(result => !result.StandardError.Contains("ERROR"));
        said.Count(result => result.StandardError.Contains("V2 is rolled back")).ShouldBe(1);
        said.Count(result => result.StandardError.Contains("There is no record of V2")).ShouldBe(1);
        await database.ShouldHaveRowsAsync(
            "opscenter.archive where source_table = 'model_servers'",
            1
        );
    }

    [Theory]
    [EachMajor]
    public async Task A_second_run_that_waits_for_an_open_transaction_gives_up_in_time_and_names_it(
        int major
    )
    {
        await using var database = await Databases.V1Async(major);
        await using var first = await database.DataSource.OpenConnectionAsync();
        await first.RunAsync("begin");
        (await first.RunScriptAsync(Script.Up)).ShouldSucceed();

        var second = await database.UpAsync("set lock_timeout = '300ms'");

        second.Error!.SqlState.ShouldBe(PostgresErrorCodes.LockNotAvailable);
        second.Error.MessageText.ShouldContain($"pid {first.ProcessID}");
        await first.RunAsync("commit");
        (await database.UpAsync()).ShouldSay("already in place");
    }

    [Theory]
    [EachMajor]
    public async Task Rows_that_are_written_while_the_rollback_waits_are_archived_too(int major)
    {
        await using var database = await Databases.V2Async(major, V2Use.Sql);
        await using var writer = await database.DataSource.OpenConnectionAsync();
        await writer.RunAsync(
            "begin; insert into model_servers (name, type, host, port) values ('late', 't', 'late', 1)"
        );

        var rollback = database.RollBackAsync();
        await Task.Delay(500);
        await writer.RunAsync("commit");

        (await rollback).ShouldSay("opscenter_archive.model_servers_1 (3 rows)");
        await database.ShouldHaveRowsAsync(
            "opscenter_archive.model_servers_1 where name = 'late'",
            1
        );
        (
            await database.ScalarAsync<long>(
                "select row_count from opscenter.archive where source_table = 'model_servers'"
            )
        ).ShouldBe(3);
    }

    [Theory]
    [EachMajor]
    public async Task A_view_that_is_made_while_the_rollback_waits_is_not_dropped(int major)
    {
        await using var database = await Databases.V2Async(major);
        await using var other = await database.DataSource.OpenConnectionAsync();
        await other.RunAsync("begin; create view late as select name from model_servers");

        var rollback = database.RollBackAsync();
        await Task.Delay(500);
        await other.RunAsync("commit");

        (await rollback).Error.ShouldNotBeNull();
        (await database.ScalarAsync<bool>("select to_regclass('late') is not null")).ShouldBeTrue();
        await database.ShouldHaveTableAsync("model_servers");
    }
}
