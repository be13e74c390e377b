using CliWrap.Buffered;
using Npgsql;
using OpsCenter.MigrationService.Tests.Processes;
using OpsCenter.Schema.V1;
using OpsCenter.Testing;
using OpsCenter.Testing.Servers;

namespace OpsCenter.MigrationService.Tests;

/// <summary>Every command against every database that it cannot work with: a clear error, the right code, nothing changed.</summary>
public class BadInputTests
{
    public static TheoryData<string> Commands =>
        ["plan", "preflight", "dry-run", "apply", "worker", "verify", "rollback", "status"];

    [Theory, MemberData(nameof(Commands))]
    public async Task An_unreachable_server(string command)
    {
        var result = await OpsCenterProcess.RunAsync(
            "Host=127.0.0.1;Port=1;Username=me;Password=hunter2",
            command
        );

        ShouldEnd(result, ExitCodes.CannotConnect, "cannot-connect", "127.0.0.1:1");
    }

    [Theory, MemberData(nameof(Commands))]
    public async Task A_wrong_password(string command)
    {
        await using var database = await V1Database.CreateEmptyAsync();

        var result = await OpsCenterProcess.RunAsync(
            database.ConnectionStringFor("postgres", "hunter2"),
            command
        );

        ShouldEnd(
            result,
            ExitCodes.CannotConnect,
            "cannot-connect",
            "password authentication failed"
        );
        result.StandardError.ShouldNotContain("hunter2");
    }

    [Theory, MemberData(nameof(Commands))]
    public async Task A_missing_database(string command)
    {
        var connection = new NpgsqlConnectionStringBuilder(
            await TestServer.For(TestMajors.Newest).ConnectionStringAsync("nowhere")
        );

        var result = await OpsCenterProcess.RunAsync(connection.ConnectionString, command);

        ShouldEnd(result, ExitCodes.CannotConnect, "cannot-connect", "no database \"nowhere\"");
    }

    [Fact]
    public async Task A_role_with_all_grants_that_owns_nothing()
    {
        await using var database = await V1Database.CreateAsync();
        var role = $"granted_{database.Name}";
        await database.ExecuteAsync(
            $"create role {role} login password 'secret'; grant all on all tables in schema public to {role}"
        );
        var connection = database.ConnectionStringFor(role, "secret");
        var before = await Unchanged.TakeAsync(database);

        string[] parts = ["llm_providers", "postgres", role];
        ShouldReport(await OpsCenterProcess.RunAsync(connection, "plan"), ExitCodes.Refused, parts);
        ShouldReport(
            await OpsCenterProcess.RunAsync(connection, "preflight"),
            ExitCodes.Refused,
            parts
        );
        await ShouldRefuseAsync(connection, "refused", ["dry-run", "apply", "worker"], parts);
        await ShouldFindNothingAppliedAsync(connection);
        await before.ShouldHoldAsync();
        await database.ExecuteAsync($"drop owned by {role}; drop role {role}");
    }

    [Fact]
    public async Task A_database_that_other_hands_migrated_by_half()
    {
        await using var database = await V1Database.CreateAsync();
        await database.ExecuteAsync(
            """
            create table model_servers (id integer primary key, name text);
            alter table llm_providers add column base_url boolean
            """
        );
        var connection = database.ConnectionString;
        var before = await Unchanged.TakeAsync(database);

        string[] parts = ["model_servers", "base_url"];
        ShouldReport(await OpsCenterProcess.RunAsync(connection, "plan"), ExitCodes.Refused, parts);
        ShouldReport(
            await OpsCenterProcess.RunAsync(connection, "preflight"),
            ExitCodes.Refused,
            parts
        );
        await ShouldRefuseAsync(connection, "refused", ["dry-run", "apply", "worker"], parts);
        await ShouldFindNothingAppliedAsync(connection);
        await before.ShouldHoldAsync();
    }

    [Fact]
    public async Task A_script_that_was_edited_after_it_was_applied()
    {
        await using var database = await V1Database.CreateAppliedAsync();
        await database.ExecuteAsync("update opscenter.journal set checksum = 'another'");
        var before = await Unchanged.TakeAsync(database);

        foreach (var command in new[] { "dry-run", "apply", "worker" })
        {
            var result = await OpsCenterProcess.RunAsync(database, command);
            ShouldEnd(result, ExitCodes.ChecksumChanged, "checksum-changed", "another");
        }

        ShouldReport(
            await OpsCenterProcess.RunAsync(database, "verify"),
            ExitCodes.NotVerified,
            "applied with SHA-256 another, but the file has"
        );
        ShouldReport(
            await OpsCenterProcess.RunAsync(database, "status"),
            ExitCodes.Done,
            "the script was edited since"
        );
        await before.ShouldHoldAsync();
    }

    [Fact]
    public async Task A_read_only_standby()
    {
        await using var server = await ReplicatedServer.StartAsync(source =>
            V1Seeder.SeedAsync(source, new V1SeedOptions { UsageRows = 100 })
        );
        var standby = server.Standby.ConnectionString;

        ShouldReport(
            await OpsCenterProcess.RunAsync(standby, "plan"),
            ExitCodes.Refused,
            "standby"
        );
        ShouldReport(
            await OpsCenterProcess.RunAsync(standby, "preflight"),
            ExitCodes.Refused,
            "standby",
            $"host 127.0.0.1, port {server.Primary.Port}"
        );
        await ShouldRefuseAsync(standby, "refused", ["dry-run", "apply", "worker"], "standby");
        await ShouldFindNothingAppliedAsync(standby);

        var applied = await OpsCenterProcess.RunAsync(server.Primary.ConnectionString, "apply");
        applied.ExitCode.ShouldBe(ExitCodes.Done, applied.StandardError);
        await ReplayedAsync(server);

        ShouldReport(
            await OpsCenterProcess.RunAsync(standby, "apply"),
            ExitCodes.Done,
            "was applied before; nothing was run"
        );
        ShouldReport(
            await OpsCenterProcess.RunAsync(standby, "verify"),
            ExitCodes.Done,
            "is verified"
        );
        await ShouldRefuseAsync(standby, "refused", ["rollback"], "standby");
    }

    private static async Task ShouldRefuseAsync(
        string connection,
        string id,
        string[] commands,
        params string[] parts
    )
    {
        foreach (var command in commands)
        {
            var result = await OpsCenterProcess.RunAsync(connection, command);
            ShouldEnd(result, ExitCodes.Refused, id, parts);
        }
    }

    /// <summary>What is not there cannot be verified, and need not be rolled back.</summary>
    private static async Task ShouldFindNothingAppliedAsync(string connection)
    {
        ShouldReport(await OpsCenterProcess.RunAsync(connection, "verify"), ExitCodes.NotVerified);
        ShouldReport(
            await OpsCenterProcess.RunAsync(connection, "rollback"),
            ExitCodes.Done,
            "nothing to roll back"
        );
        ShouldReport(
            await OpsCenterProcess.RunAsync(connection, "status"),
            ExitCodes.Done,
            "pending"
        );
    }

    private static void ShouldEnd(
        BufferedCommandResult result,
        int exitCode,
        string id,
        params string[] parts
    )
    {
        result.ExitCode.ShouldBe(exitCode, result.StandardOutput + result.StandardError);
        result.StandardError.TrimEnd().Split('\n')[^1].ShouldBe(id, result.StandardError);
        result.StandardError.ShouldNotContain("   at ");
        foreach (var part in parts)
        {
            result.StandardError.ShouldContain(part);
        }
    }

    private static void ShouldReport(
        BufferedCommandResult result,
        int exitCode,
        params string[] parts
    )
    {
        result.ExitCode.ShouldBe(exitCode, result.StandardOutput + result.StandardError);
        result.StandardError.ShouldBeEmpty();
        foreach (var part in parts)
        {
            result.StandardOutput.ShouldContain(part);
        }
    }

    private static async Task ReplayedAsync(ReplicatedServer server)
    {
        var position = await server.Primary.ScalarAsync<string>(
            "select pg_current_wal_lsn()::text"
        );
        await Eventually.TrueAsync(() =>
            server.Standby.ScalarAsync<bool>(
                $"select pg_last_wal_replay_lsn() >= '{position}'::pg_lsn"
            )
        );
    }
}
