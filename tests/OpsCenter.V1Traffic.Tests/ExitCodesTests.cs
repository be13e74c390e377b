using System.Globalization;
using System.Reflection;
using System.Text.Json;
using CliWrap;
using CliWrap.Buffered;
using OpsCenter.Testing;
using OpsCenter.V1Traffic.Tests.Processes;

namespace OpsCenter.V1Traffic.Tests;

public class ExitCodesTests
{
    [Fact]
    public async Task Traffic_without_an_error_ends_with_0_and_tells_its_latency()
    {
        await using var database = await V1Database.CreateAsync("a");

        var result = await TrafficProcess.RunAsync(
            database.ConnectionString,
            "--rate",
            "100",
            "--duration",
            "1s",
            "--progress",
            "300ms"
        );

        result.ExitCode.ShouldBe(ExitCodes.Done, result.StandardError);
        result.StandardError.ShouldBeEmpty();
        result.StandardOutput.ShouldStartWith(
            "V1 traffic runs on shape a: 100 operations a second by 4 clients.\n"
        );
        result.StandardOutput.ShouldContain(" done, 0 failed, longest ");
        result.StandardOutput.ShouldContain("complete-request");
    }

    /// <summary>
    /// On Ctrl+C the terminal sends the first, and a parent passes it on as the second; that may come at any moment of the end, so
    /// the last sends it at all of them.
    /// </summary>
    [Theory]
    [InlineData("kill -TERM $0")]
    [InlineData("kill -INT $0; sleep 0.1; kill -TERM $0 || true")]
    [InlineData("kill -INT $0; timeout 0.5 sh -c 'while kill -TERM $0; do :; done' $0 || true")]
    public async Task A_signal_ends_it_with_the_report_and_0(string signals)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows sends no SIGTERM.");
        await using var database = await V1Database.CreateAsync("b");
        var before = await database.UsageRowsAsync();
        var running = TrafficProcess
            .Command(database.ConnectionString, "--json", "--rate", "100")
            .ExecuteBufferedAsync();
        await RowsArriveAsync(database, before);

        await Cli.Wrap("/bin/sh")
            .WithArguments([
                "-c",
                signals,
                running.ProcessId.ToString(CultureInfo.InvariantCulture),
            ])
            .ExecuteAsync();

        var result = await running;
        result.ExitCode.ShouldBe(ExitCodes.Done, result.StandardError);
        var report = JsonDocument.Parse(result.StandardOutput).RootElement;
        report.GetProperty("shape").GetString().ShouldBe("b");
        report.GetProperty("failed").GetInt64().ShouldBe(0);
        var done = report.GetProperty("done").GetInt64();
        report.GetProperty("latencyMs").GetProperty("count").GetInt64().ShouldBe(done);
        report.GetProperty("timeline").GetProperty("steps").GetArrayLength().ShouldBeGreaterThan(0);
        done.ShouldBeGreaterThan(await database.UsageRowsAsync() - before);
    }

    [Fact]
    public async Task Failed_operations_end_it_with_8_and_their_SQLSTATE()
    {
        await using var database = await V1Database.CreateAsync("a");
        await database.ExecuteAsync(
            "alter table llm_usage_logs add constraint closed check (false) not valid"
        );

        var result = await TrafficProcess.RunAsync(
            database.ConnectionString,
            "--rate",
            "100",
            "--duration",
            "500ms"
        );

        result.ExitCode.ShouldBe(ExitCodes.Failed);
        result.StandardOutput.ShouldContain("SQLSTATE 23514: ");
    }

    [Theory]
    [InlineData("--rate", "0")]
    [InlineData("--rate", "NaN")]
    [InlineData("--rate", "many")]
    [InlineData("--clients", "0")]
    [InlineData("--duration", "soon")]
    [InlineData("--bogus")]
    public async Task A_wrong_option_ends_it_with_2(params string[] arguments) =>
        ShouldEnd(
            await TrafficProcess.RunAsync("Host=127.0.0.1;Port=1", arguments),
            ExitCodes.Usage,
            "usage"
        );

    [Fact]
    public async Task Without_a_connection_it_ends_with_2() =>
        ShouldEnd(await TrafficProcess.RunAsync(null), ExitCodes.Usage, "usage");

    [Fact]
    public async Task An_unreachable_server_ends_it_with_3_and_keeps_the_password()
    {
        var result = await TrafficProcess.RunAsync(
            "Host=127.0.0.1;Port=1;Username=me;Password=hunter2",
            "--json"
        );

        ShouldEnd(result, ExitCodes.CannotConnect, "cannot-connect");
        (result.StandardOutput + result.StandardError).ShouldNotContain("hunter2");
        JsonDocument
            .Parse(result.StandardOutput)
            .RootElement.GetProperty("error")
            .GetProperty("exitCode")
            .GetInt32()
            .ShouldBe(ExitCodes.CannotConnect);
    }

    [Fact]
    public async Task A_missing_database_ends_it_with_3()
    {
        await using var database = await TestServer.For(TestMajors.Newest).CreateDatabaseAsync();
        var other = database.ConnectionString.Replace(database.Name, "no_such_database");

        var result = await TrafficProcess.RunAsync(other);

        ShouldEnd(result, ExitCodes.CannotConnect, "cannot-connect");
        result.StandardError.ShouldContain("no_such_database");
    }

    [Fact]
    public async Task A_database_without_V1_tables_ends_it_with_4()
    {
        await using var database = await TestServer.For(TestMajors.Newest).CreateDatabaseAsync();

        var result = await TrafficProcess.RunAsync(database.ConnectionString);

        ShouldEnd(result, ExitCodes.Refused, "no-v1-tables");
    }

    [Fact]
    public async Task A_role_without_rights_ends_it_with_4()
    {
        await using var database = await V1Database.CreateAsync("a");
        var role = $"stranger_{database.Name}";
        await database.ExecuteAsync($"create role {role} login password 'stranger'");

        var result = await TrafficProcess.RunAsync(database.ConnectionStringFor(role, "stranger"));

        ShouldEnd(result, ExitCodes.Refused, "no-permission");
        await database.ExecuteAsync($"drop role {role}");
    }

    [Fact]
    public void The_documentation_lists_exactly_these_codes()
    {
        var documented = File.ReadLines(Repository.File("docs", "exit-codes.md"))
            .SkipWhile(line => line != "## opscenter-v1traffic")
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Where(cells =>
                cells.Length == 4 && int.TryParse(cells[1], CultureInfo.InvariantCulture, out _)
            )
            .Select(cells => $"{cells[1]} {cells[2].Split(':')[0]}");

        documented.ShouldBe(
            typeof(ExitCodes)
                .GetFields(BindingFlags.Public | BindingFlags.Static)
                .Select(field => $"{field.GetRawConstantValue()} {field.Name}")
        );
    }

    private static void ShouldEnd(BufferedCommandResult result, int exitCode, string id)
    {
        result.ExitCode.ShouldBe(exitCode, result.StandardError);
        result.StandardError.TrimEnd().Split('\n')[^1].ShouldBe(id);
        result.StandardError.ShouldNotContain("   at ");
    }

    private static Task RowsArriveAsync(TestDatabase database, long before) =>
        Eventually.TrueAsync(async () => await database.UsageRowsAsync() >= before + 10);
}
