using System.Text.RegularExpressions;

namespace OpsCenter.AppHost.Tests;

public partial class AppHostProcessTests
{
    private static readonly string[] FewRows = ["--usage-rows", "50", "--shape", "a"];

    [Fact]
    public async Task Once_migrates_and_prints_before_and_after()
    {
        var (exitCode, output) = await AppHostProcess.RunAsync(["--once", .. FewRows]);
        exitCode.ShouldBe(0, output);
        output.ShouldContain("model_servers");
        output.ShouldContain("audit_log");
        output.ShouldContain("No backup was taken: --no-backup was given.");
        output.ShouldContain("The migration is done.");
    }

    [Fact]
    public async Task Once_migrates_under_V1_traffic_and_ends_with_its_report()
    {
        var (exitCode, output) = await AppHostProcess.RunAsync(["--once", .. FewRows]);
        exitCode.ShouldBe(0, output);
        var runs = output.IndexOf("V1 traffic runs on shape a: 20 ", StringComparison.Ordinal);
        var migration = output.IndexOf("== migration", StringComparison.Ordinal);
        var report = output.IndexOf(" done, 0 failed.", StringComparison.Ordinal);
        runs.ShouldBePositive(output);
        migration.ShouldBeGreaterThan(runs, output);
        report.ShouldBeGreaterThan(migration, output);
    }

    [Fact]
    public async Task Traffic_can_be_left_out()
    {
        var (exitCode, output) = await AppHostProcess.RunAsync([
            "--once",
            "--no-traffic",
            .. FewRows,
        ]);
        exitCode.ShouldBe(0, output);
        output.ShouldContain("Data: 5 of 5");
        output.ShouldNotContain("v1-traffic");
    }

    [Fact]
    public async Task Traffic_that_cannot_run_ends_it_with_the_exit_code_of_the_traffic()
    {
        var (exitCode, output) = await AppHostProcess.RunAsync([
            "--once",
            "--traffic-rate",
            "1e9",
            .. FewRows,
        ]);
        exitCode.ShouldBe(2, output);
        output.ShouldContain("v1-traffic failed with exit code 2.");
        output.ShouldNotContain("== migration");
    }

    [Fact]
    public async Task An_unreachable_server_gives_the_exit_code_of_the_command_that_met_it()
    {
        var (exitCode, output) = await AppHostProcess.RunAsync(
            ["--once"],
            (
                "ConnectionStrings__opscenterdb",
                "Host=127.0.0.1;Port=1;Username=u;Password=topsecret"
            )
        );
        exitCode.ShouldNotBe(0);
        output.ShouldContain($"migration failed with exit code {exitCode}.");
        output.ShouldNotContain("topsecret");
    }

    [Fact]
    public async Task The_operators_own_variables_lead_to_no_other_database()
    {
        var (exitCode, output) = await AppHostProcess.RunAsync(
            ["--once", "--usage-rows", "20"],
            ("OPSCENTER_CONNECTION", "Host=127.0.0.1;Port=1;Username=u;Database=prod"),
            ("PGOPTIONS", "-c search_path=nowhere")
        );
        exitCode.ShouldBe(0, output);
        output.ShouldContain("v2 is verified");
    }

    [Fact]
    public async Task Missing_binaries_end_it_with_a_message()
    {
        var (exitCode, output) = await AppHostProcess.RunAsync(
            [],
            ("OPSCENTER_POSTGRES_BIN", "/nowhere")
        );
        exitCode.ShouldBe(1);
        output.ShouldContain("/nowhere");
        output.ShouldNotContain("   at ");
    }

    [Theory]
    [InlineData("--bogus")]
    [InlineData("--shape=z")]
    public async Task What_it_cannot_do_is_refused_before_anything_starts(string argument)
    {
        var (exitCode, output) = await AppHostProcess.RunAsync([argument]);
        exitCode.ShouldBe(2);
        output.ShouldContain("Nothing was started.");
    }

    [Fact]
    public async Task It_stays_up_until_a_signal_and_leaves_no_process()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        using var process = new AppHostProcess(FewRows);
        await process.SaysAsync("password");
        var cluster = PasswordFile().Match(process.Output).Groups[1].Value;
        AppHostProcess.RunningWith(cluster).ShouldNotBeEmpty();
        await process.SignalAsync("TERM");
        (await process.EndAsync()).ShouldBe(0);
        process.Output.ShouldContain(" done, 0 failed.");
        process.Output.ShouldNotContain("Not finished");
        await AppHostProcess.NothingRunsWithAsync(cluster);
        Directory.Exists(cluster).ShouldBeFalse();
    }

    [Fact]
    public async Task A_signal_while_seeding_stops_everything_with_a_code_of_its_own()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        using var process = new AppHostProcess(["--usage-rows", "5000000"]);
        await process.SaysAsync("== v1-seed");
        await process.SignalAsync("TERM");
        (await process.EndAsync()).ShouldBe(143, process.Output);
    }

    [GeneratedRegex(@"password\s+(\S+)/password")]
    private static partial Regex PasswordFile();
}
