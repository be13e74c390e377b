using System.Globalization;
using System.Reflection;
using CliWrap.Buffered;
using Npgsql;
using OpsCenter.MigrationService.Tests.Processes;
using OpsCenter.Testing;

namespace OpsCenter.MigrationService.Tests;

public class ExitCodesTests
{
    [Fact]
    public async Task Each_command_that_does_what_it_says_ends_with_0()
    {
        await using var database = await V1Database.CreateEmptyAsync();
        string[] commands =
        [
            "seed",
            "plan",
            "dry-run",
            "status",
            "apply",
            "apply",
            "verify",
            "worker",
            "rollback",
            "rollback",
            "restore-archive",
            "status",
        ];

        foreach (var command in commands)
        {
            var result = await OpsCenterProcess.RunAsync(database, command);
            result.ExitCode.ShouldBe(ExitCodes.Done, $"{command}: {result.StandardError}");
            result.StandardError.ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task An_error_of_the_server_that_nobody_foresaw_ends_with_1()
    {
        await using var database = await V1Database.CreateAppliedAsync();
        await database.ExecuteAsync("alter table opscenter.journal drop column script");

        var result = await OpsCenterProcess.RunAsync(database, "status");

        ShouldEnd(result, ExitCodes.Unexpected, "database-error");
    }

    [Fact]
    public async Task A_role_that_may_not_read_the_books_ends_with_4()
    {
        await using var database = await V1Database.CreateAppliedAsync();
        var role = $"stranger_{database.Name}";
        await database.ExecuteAsync($"create role {role} login password 'stranger'");

        var result = await OpsCenterProcess.RunAsync(
            database.ConnectionStringFor(role, "stranger"),
            "status"
        );

        ShouldEnd(result, ExitCodes.Refused, "no-permission");
        await database.ExecuteAsync($"drop role {role}");
    }

    [Theory]
    [InlineData("no-such-command")]
    [InlineData("apply", "--no-such-option")]
    [InlineData("apply", "--timeout", "soon")]
    [InlineData("apply", "--lock-timeout", "0s")]
    [InlineData("apply", "--migration", "v0")]
    [InlineData("seed", "--shape", "c")]
    [InlineData("seed", "--usage-rows", "-1")]
    [InlineData("seed", "--usage-rows", "abc")]
    [InlineData("seed", "--usage-rows", "99999999999999999999")]
    public async Task Bad_input_ends_with_2_before_anything_is_touched(params string[] arguments)
    {
        var result = await OpsCenterProcess.RunAsync("Host=127.0.0.1;Port=1", arguments);

        ShouldEnd(result, ExitCodes.Usage, "usage");
    }

    [Fact]
    public async Task An_argument_that_begins_with_an_at_sign_is_no_file_to_be_shown()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "of nobody's business");

        var result = await OpsCenterProcess.RunAsync("Host=127.0.0.1;Port=1", "verify", $"@{file}");

        ShouldEnd(result, ExitCodes.Usage, "usage");
        result.StandardError.ShouldContain($"@{file}");
        (result.StandardOutput + result.StandardError).ShouldNotContain("business");
        File.Delete(file);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Host=;Database=x")]
    [InlineData("Prot=5432")]
    [InlineData("postgres://host:port/db")]
    public async Task A_connection_that_cannot_be_read_ends_with_2(string? connection)
    {
        var result = await OpsCenterProcess.RunAsync(connection, "status");

        ShouldEnd(result, ExitCodes.Usage, "usage");
    }

    [Theory]
    [InlineData("status")]
    [InlineData("seed")]
    [InlineData("worker")]
    public async Task An_unreachable_server_ends_with_3(string command)
    {
        var result = await OpsCenterProcess.RunAsync(
            "Host=127.0.0.1;Port=1;Username=me;Password=hunter2",
            command
        );

        ShouldEnd(result, ExitCodes.CannotConnect, "cannot-connect");
        result.StandardError.ShouldNotContain("hunter2");
    }

    [Fact]
    public async Task Obstacles_end_plan_and_apply_with_4()
    {
        await using var database = await V1Database.CreateEmptyAsync();

        (await OpsCenterProcess.RunAsync(database, "plan")).ExitCode.ShouldBe(ExitCodes.Refused);
        ShouldEnd(await OpsCenterProcess.RunAsync(database, "apply"), ExitCodes.Refused, "refused");
    }

    [Fact]
    public async Task A_failing_statement_ends_with_5()
    {
        await using var database = await V1Database.CreateAsync();
        await database.ExecuteAsync(
            """
            create function forbid() returns event_trigger language plpgsql as
            $$ begin raise exception 'no tables today' using detail = 'because'; end $$;
            create event trigger forbid on ddl_command_start when tag in ('CREATE TABLE') execute function forbid()
            """
        );

        var result = await OpsCenterProcess.RunAsync(
            database,
            "apply",
            "--allow",
            "event-triggers"
        );

        ShouldEnd(result, ExitCodes.ScriptFailed, "script-failed");
        result.StandardError.ShouldContain("no tables today (SQLSTATE P0001)");
        result.StandardError.ShouldContain("DETAIL: because");
    }

    [Fact]
    public async Task An_edited_script_ends_with_6()
    {
        await using var database = await V1Database.CreateAppliedAsync();
        await database.ExecuteAsync("update opscenter.journal set checksum = 'another'");

        ShouldEnd(
            await OpsCenterProcess.RunAsync(database, "apply"),
            ExitCodes.ChecksumChanged,
            "checksum-changed"
        );
    }

    [Fact]
    public async Task A_lock_waited_for_in_vain_ends_with_7()
    {
        await using var database = await V1Database.CreateAsync();
        await using var blocker = await BlockAsync(database);

        var result = await OpsCenterProcess.RunAsync(database, "apply", "--lock-deadline", "2s");

        ShouldEnd(result, ExitCodes.Locked, "lock-timeout");
    }

    [Fact]
    public async Task A_second_runner_that_waits_in_vain_ends_with_7()
    {
        await using var database = await V1Database.CreateAsync();
        await using var blocker = await BlockAsync(database);
        using var stop = new CancellationTokenSource();
        var first = Start(database, stop.Token);
        await WaitForAsync(
            database,
            "select count(*) from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())"
        );

        var second = await OpsCenterProcess.RunAsync(database, "apply", "--timeout", "300ms");

        ShouldEnd(second, ExitCodes.Locked, "another-runner");
        second.StandardError.ShouldContain("application \"opscenter\"");
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => first);
    }

    [Fact]
    public async Task A_database_without_the_migration_ends_verify_with_8()
    {
        await using var database = await V1Database.CreateAsync();

        (await OpsCenterProcess.RunAsync(database, "verify")).ExitCode.ShouldBe(
            ExitCodes.NotVerified
        );
    }

    [Fact]
    public async Task Lost_data_ends_the_worker_with_8()
    {
        await using var database = await V1Database.CreateAppliedAsync();
        await database.ExecuteAsync("set track_counts = off; delete from llm_usage_logs");

        var result = await OpsCenterProcess.RunAsync(database, "worker");

        result.ExitCode.ShouldBe(ExitCodes.NotVerified);
        result.StandardOutput.ShouldContain("counted no write that explains it");
    }

    [Fact]
    public async Task A_signal_ends_with_130_and_the_next_run_goes_on()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows sends no SIGTERM.");
        await using var database = await V1Database.CreateAsync();
        await using var blocker = await BlockAsync(database);
        var running = OpsCenterProcess
            .Command(database.ConnectionString, "apply", "--lock-timeout", "60s")
            .ExecuteBufferedAsync();
        await WaitForAsync(
            database,
            "select count(*) from pg_locks where not granted and locktype = 'relation' and database = (select oid from pg_database where datname = current_database())"
        );

        await CliWrap
            .Cli.Wrap("kill")
            .WithArguments(["-TERM", running.ProcessId.ToString(CultureInfo.InvariantCulture)])
            .ExecuteAsync();

        ShouldEnd(await running, ExitCodes.Cancelled, "cancelled");
        (await OpsCenterProcess.RunAsync(database, "status")).StandardOutput.ShouldContain(
            "begun and not finished"
        );
        await blocker.DisposeAsync();
        (await OpsCenterProcess.RunAsync(database, "apply")).ExitCode.ShouldBe(ExitCodes.Done);
    }

    [Fact]
    public void The_documentation_lists_exactly_these_codes()
    {
        var documented = File.ReadLines(Path.Combine(Repository.Root, "docs", "exit-codes.md"))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Where(cells =>
                cells.Length > 4 && int.TryParse(cells[1], CultureInfo.InvariantCulture, out _)
            )
            .Select(cells => $"{cells[2]} {cells[1]}");

        var declared = typeof(ExitCodes)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => $"{field.Name} {field.GetRawConstantValue()}");
        documented.ShouldBe(declared);
    }

    private static void ShouldEnd(BufferedCommandResult result, int exitCode, string id)
    {
        result.ExitCode.ShouldBe(exitCode, result.StandardError);
        result.StandardError.TrimEnd().Split('\n')[^1].ShouldBe(id);
        result.StandardError.ShouldNotContain("   at ");
    }

    private static async Task<NpgsqlConnection> BlockAsync(TestDatabase database)
    {
        var connection = await database.DataSource.OpenConnectionAsync();
        await using var command = new NpgsqlCommand(
            "begin; lock table llm_providers in access share mode",
            connection
        );
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    private static async Task Start(TestDatabase database, CancellationToken stop) =>
        await OpsCenterProcess
            .Command(database.ConnectionString, "apply", "--lock-timeout", "60s")
            .ExecuteBufferedAsync(stop);

    private static Task WaitForAsync(TestDatabase database, string count) =>
        Eventually.TrueAsync(async () => await database.ScalarAsync<long>(count) > 0);
}
