using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using OpsCenter.Migrations.Testing;
using OpsCenter.Testing.Prerequisites;
using OpsCenter.Testing.Templates;

namespace OpsCenter.AppHost.Tests;

public partial class AppHostProcessTests
{
    private static readonly string[] FewRows = ["--usage-rows", "50", "--shape", "a"];

    /// <summary>One run, looked at by several tests.</summary>
    private static readonly Lazy<Task<(int ExitCode, string Output)>> OnceRun = new(() =>
        AppHostProcess.RunAsync(["--once", .. FewRows])
    );

    [Fact]
    public async Task Once_migrates_and_prints_before_and_after()
    {
        var (exitCode, output) = await OnceRun.Value;
        exitCode.ShouldBe(0, output);
        output.ShouldContain("model_servers");
        output.ShouldContain("audit_log");
        output.ShouldContain("No backup was taken: it was switched off (--no-backup).");
        output.ShouldContain("The migration is done.");
    }

    [Fact]
    public async Task Once_migrates_under_V1_traffic_and_ends_with_its_report()
    {
        var (exitCode, output) = await OnceRun.Value;
        exitCode.ShouldBe(0, output);
        var runs = output.IndexOf("V1 traffic runs on shape a: 20 ", StringComparison.Ordinal);
        // The heading may come before a line of the traffic that is still on its way.
        var migration = output.IndexOf("1/7  add to", StringComparison.Ordinal);
        var report = output.IndexOf(" done, 0 failed.", StringComparison.Ordinal);
        runs.ShouldBePositive(output);
        migration.ShouldBeGreaterThan(runs, output);
        report.ShouldBeGreaterThan(migration, output);
    }

    [Fact]
    public async Task Its_own_log_does_not_stand_between_the_lines_of_the_migration()
    {
        var (_, output) = await OnceRun.Value;
        output.ShouldNotContain("info: ");
        output.ShouldNotContain("[sys]");
    }

    [Fact]
    public async Task It_migrates_without_traffic_without_HOME_and_beside_a_port_in_use()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var address = $"http://localhost:{((IPEndPoint)taken.LocalEndpoint).Port}";
        var (exitCode, output) = await AppHostProcess.RunAsync(
            ["--once", "--no-traffic", .. FewRows],
            ("ASPNETCORE_URLS", address),
            ("HOME", "")
        );
        exitCode.ShouldBe(0, output);
        output.ShouldContain($"{address} is in use; http://localhost:");
        output.ShouldContain("Data: 5 of 5");
        output.ShouldNotContain("v1-traffic");
    }

    [Fact]
    public async Task A_given_database_gets_no_sample_data()
    {
        await using var database = await TestServer.For(TestMajors.Newest).CreateDatabaseAsync();
        var (exitCode, output) = await AppHostProcess.RunAsync(
            ["--once", "--no-backup"],
            ("ConnectionStrings__opscenterdb", database.ConnectionString)
        );
        exitCode.ShouldBe(4, output);
        output.ShouldNotContain("v1-seed");
        (
            await database.ScalarAsync<long>(
                "select count(*) from pg_class where relnamespace = 'public'::regnamespace"
            )
        ).ShouldBe(0);
    }

    [Fact]
    public async Task Publishing_without_a_target_fails_and_says_what_to_add()
    {
        var (exitCode, output) = await AppHostProcess.RunAsync([
            "--operation",
            "publish",
            "--step",
            "publish",
        ]);
        exitCode.ShouldNotBe(0);
        output.ShouldContain("Nothing says where the application is to be published.");
        output.ShouldContain("AddDockerComposeEnvironment");
    }

    [Fact]
    public async Task The_pipeline_step_migrates_a_database_that_exists()
    {
        await using var database = await TestServer
            .For(await PgDumpProgram.DumpableMajorAsync())
            .CreateDatabaseAsync(V1Templates.ShapeA);
        var backups = Directory.CreateTempSubdirectory("opscenter-step-");
        var (exitCode, output) = await AppHostProcess.RunAsync(
            ["--operation", "publish", "--step", "migrate"],
            ("ConnectionStrings__opscenterdb", database.ConnectionString),
            ("OPSCENTER_BACKUP_DIR", backups.FullName)
        );
        exitCode.ShouldBe(0, output);
        output.ShouldContain("v2 is verified");
        backups.EnumerateFiles("*.dump").ShouldHaveSingleItem();
        backups.Delete(recursive: true);
        (
            await database.ScalarAsync<bool>("select to_regclass('audit_log') is not null")
        ).ShouldBeTrue();
    }

    [Fact]
    public async Task The_pipeline_step_needs_a_database_that_exists()
    {
        var (exitCode, output) = await AppHostProcess.RunAsync([
            "--operation",
            "publish",
            "--step",
            "migrate",
        ]);
        exitCode.ShouldNotBe(0);
        output.ShouldContain("Set ConnectionStrings__opscenterdb in the environment.");
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
        output.ShouldNotContain("1/7  add to");
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

    [Fact]
    public async Task A_signal_during_the_migration_leaves_no_process()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        using var process = new AppHostProcess(["--usage-rows", "20000"]);
        await process.SaysAsync("1/7  add to");
        await process.SignalAsync("TERM");
        (await process.EndAsync()).ShouldBe(143, process.Output);
        process.Output.ShouldContain("Stopped before the migration was done.");
        await process.NothingIsLeftAsync();
    }

    [GeneratedRegex(@"password\s+(\S+)/password")]
    private static partial Regex PasswordFile();
}
