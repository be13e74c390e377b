using System.Diagnostics;
using CliWrap.Buffered;
using OpsCenter.MigrationService.Tests.Processes;
using OpsCenter.Testing.Servers;

namespace OpsCenter.MigrationService.Tests;

public class WaitTests
{
    [Fact]
    public async Task The_worker_waits_for_a_server_that_starts()
    {
        await using var database = await V1Database.CreateAsync();
        using var server = new StartingServer(database.ConnectionString, refusals: 2);
        var running = OpsCenterProcess
            .Command(server.ConnectionString, "worker", "--wait", "1m")
            .ExecuteBufferedAsync();
        await Task.Delay(TimeSpan.FromSeconds(1.5));
        running.Task.IsCompleted.ShouldBeFalse();

        server.Listen();

        var result = await running;
        result.ExitCode.ShouldBe(ExitCodes.Done, result.StandardError);
        result.StandardOutput.ShouldContain("waiting up to 60 s for the server to start");
        server.Connections.ShouldBeGreaterThan(2);
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Database=here")]
    [InlineData("Host=no-such-host.invalid;Database=here")]
    public async Task A_server_that_does_not_start_in_time_ends_with_3_and_says_how_long_it_was_tried(
        string connection
    )
    {
        var started = Stopwatch.GetTimestamp();

        var result = await OpsCenterProcess.RunAsync(connection, "status", "--wait", "1s");

        result.ExitCode.ShouldBe(ExitCodes.CannotConnect);
        result.StandardError.ShouldContain("Cannot connect to database \"here\"");
        result.StandardError.ShouldContain("The connection was retried for 1 s (--wait).");
        Stopwatch.GetElapsedTime(started).ShouldBeGreaterThan(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_database_that_is_missing_is_not_waited_for()
    {
        await using var database = await V1Database.CreateEmptyAsync();
        var other = database.ConnectionString.Replace(database.Name, "no_such_database");

        var result = await OpsCenterProcess
            .RunAsync(other, "status", "--wait", "10m")
            .WaitAsync(TimeSpan.FromMinutes(1));

        result.ExitCode.ShouldBe(ExitCodes.CannotConnect);
        result.StandardError.ShouldContain("the server has no database \"no_such_database\"");
        result.StandardError.ShouldNotContain("--wait");
    }
}
