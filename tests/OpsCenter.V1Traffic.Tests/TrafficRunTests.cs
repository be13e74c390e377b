using OpsCenter.V1Traffic.Arrivals;
using OpsCenter.V1Traffic.Operations;

namespace OpsCenter.V1Traffic.Tests;

public class TrafficRunTests
{
    private static readonly TrafficOptions Busy = new() { RatePerSecond = 100 };

    public static TheoryData<int, string> ShapesAndMajors => MajorTurns.Cases<string>(["a", "b"]);

    [Theory]
    [MemberData(nameof(ShapesAndMajors))]
    public async Task Every_operation_that_arrives_is_done(int major, string shape)
    {
        await using var database = await V1Database.CreateAsync(shape, major);
        await using var source = database.ForTraffic();
        var before = await database.UsageRowsAsync();

        await using var run = await TrafficRun.StartAsync(
            source,
            Busy with
            {
                Duration = TimeSpan.FromSeconds(2),
            }
        );
        await run.Ended;
        var report = run.Report();

        report.Shape.ShouldBe(shape);
        report.IsClean.ShouldBeTrue();
        report.Operations.Done.ShouldBe(ArrivalSchedule.Of(report.Options).Count());
        report.Operations.Done.ShouldBeInRange(120, 280);
        var inserts = Done(report, OperationKind.RecordUsage, OperationKind.CompleteRequest);
        (await database.UsageRowsAsync() - before).ShouldBe(inserts);
        report.Operations.Kinds.Count.ShouldBe(Enum.GetValues<OperationKind>().Length);
    }

    [Fact]
    public async Task A_stall_delays_as_many_operations_as_arrive_during_it()
    {
        await using var database = await V1Database.CreateAsync("a");
        await using var source = database.ForTraffic();
        var options = Busy with { Mix = OperationMix.Only(OperationKind.RecordUsage) };
        await using var run = await TrafficRun.StartAsync(source, options);
        await Task.Delay(300);

        var from = run.Elapsed;
        await using (await database.LockAsync("llm_usage_logs"))
        {
            await Task.Delay(700);
        }

        var operations = await run.OperationsAsync(from, run.Elapsed);

        var longest = operations.MaxBy(operation => operation.Latency);
        longest.Latency.ShouldBeGreaterThan(TimeSpan.FromMilliseconds(600));
        // Some 60 arrive in the 600 ms from which on they wait for more than 100; four clients alone would notice four.
        operations
            .Count(operation => operation.Latency > TimeSpan.FromMilliseconds(100))
            .ShouldBeGreaterThan(30);
        var report = await run.ReportAsync(from, run.Elapsed);
        report.Operations.Longest.ShouldBe(longest);
        report
            .Operations.Timeline.Steps.MaxBy(step => step.Longest)!
            .Longest.ShouldBe(longest.Latency);
        report.IsClean.ShouldBeTrue();
    }

    [Fact]
    public async Task A_window_before_the_stall_shows_nothing_of_it()
    {
        await using var database = await V1Database.CreateAsync("a");
        await using var source = database.ForTraffic();
        await using var run = await TrafficRun.StartAsync(source, Busy);
        await Task.Delay(500);
        var before = await run.ReportAsync(TimeSpan.Zero, run.Elapsed);
        await Task.Delay(50);
        await using (await database.LockAsync("llm_providers"))
        {
            await Task.Delay(2000);
        }

        var whole = await run.StopAsync();

        whole.Operations.Latency.Max.ShouldBeGreaterThan(TimeSpan.FromSeconds(1.5));
        before.Operations.Latency.Max.ShouldBeLessThan(TimeSpan.FromSeconds(1.5));
        before.Operations.Done.ShouldBeLessThan(whole.Operations.Done);
    }

    [Fact]
    public async Task Errors_are_counted_by_SQLSTATE_and_the_run_goes_on()
    {
        await using var database = await V1Database.CreateAsync("a");
        await using var source = database.ForTraffic();
        await using var run = await TrafficRun.StartAsync(source, Busy);
        await Task.Delay(200);

        await database.ExecuteAsync("alter table llm_usage_logs rename to gone");
        await Task.Delay(500);
        await database.ExecuteAsync("alter table gone rename to llm_usage_logs");
        var mended = run.Elapsed;
        await Task.Delay(300);

        var after = await run.OperationsAsync(mended + TimeSpan.FromMilliseconds(100), run.Elapsed);
        var report = await run.StopAsync();
        report.Operations.Errors.Keys.ShouldBe(["42P01"]);
        report.Operations.Failed.ShouldBe(report.Operations.Errors["42P01"]);
        report.IsClean.ShouldBeFalse();
        after.ShouldAllBe(operation => operation.SqlState == null);
    }

    [Fact]
    public async Task Clients_whose_backends_were_terminated_connect_again()
    {
        await using var database = await V1Database.CreateAsync("a");
        await using var source = database.ForTraffic();
        await using var run = await TrafficRun.StartAsync(source, Busy);
        await Task.Delay(300);

        await database.ExecuteAsync(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'traffic'"
        );
        var after = run.Elapsed + TimeSpan.FromMilliseconds(300);
        await Task.Delay(800);

        var report = await run.StopAsync();
        // One by each client, as an error of the server or as a lost connection.
        report.Operations.Failed.ShouldBeInRange(1, 4);
        report.Operations.Errors.Keys.ShouldAllBe(state => state == "57P01" || state == "08006");
        (await run.ReportAsync(after, run.Elapsed)).Operations.Failed.ShouldBe(0);
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_for_a_while_is_errors_and_no_end()
    {
        await using var database = await V1Database.CreateAsync("a");
        await using var source = database.ForTraffic();
        await using var run = await TrafficRun.StartAsync(source, Busy);

        await AllowConnectionsAsync(database, false);
        await Task.Delay(500);
        await AllowConnectionsAsync(database, true);
        var after = run.Elapsed;
        await Task.Delay(500);

        // 55000: the server's answer for a database that takes no connections.
        var report = await run.StopAsync();
        report.Operations.Errors.Keys.ShouldContain("55000");
        (await run.ReportAsync(after, run.Elapsed)).Operations.Done.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task What_is_stuck_when_the_run_is_stopped_is_told_as_unfinished()
    {
        await using var database = await V1Database.CreateAsync("a");
        await using var source = database.ForTraffic();
        // One table and one kind of operation: locks on several, taken one by one, can deadlock with the traffic.
        var options = Busy with
        {
            Mix = OperationMix.Only(OperationKind.RecordUsage),
            DrainLimit = TimeSpan.FromMilliseconds(300),
        };
        await using var run = await TrafficRun.StartAsync(source, options);
        await using var blocker = await database.LockAsync("llm_usage_logs");
        await Task.Delay(300);

        var report = await run.StopAsync();

        report.Unfinished.ShouldBeGreaterThan(4);
        report
            .LongestUnfinished.ShouldNotBeNull()
            .ShouldBeGreaterThan(TimeSpan.FromMilliseconds(400));
        report.IsClean.ShouldBeFalse();
    }

    [Fact]
    public async Task A_database_without_V1_tables_is_refused_by_name()
    {
        await using var database = await TestServer.For(TestMajors.Newest).CreateDatabaseAsync();

        var refusal = await Should.ThrowAsync<TrafficException>(() =>
            TrafficRun.StartAsync(database.DataSource, Busy)
        );

        refusal.Id.ShouldBe("no-v1-tables");
        refusal.Message.ShouldContain(database.Name);
        refusal.Message.ShouldContain("llm_providers");
    }

    private static long Done(TrafficReport report, params OperationKind[] kinds) =>
        report.Operations.Kinds.Where(kind => kinds.Contains(kind.Kind)).Sum(kind => kind.Done);

    private static async Task AllowConnectionsAsync(TestDatabase database, bool allowed)
    {
        var server = TestServer.For(database.Major);
        await server.ExecuteAsync(
            $"alter database {database.Name} with allow_connections {(allowed ? "true" : "false")}"
        );
        if (!allowed)
        {
            await server.ExecuteAsync(
                $"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{database.Name}'"
            );
        }
    }
}
