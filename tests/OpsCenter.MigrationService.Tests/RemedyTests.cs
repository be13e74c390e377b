using System.Text.RegularExpressions;
using Npgsql;
using OpsCenter.MigrationService.Tests.Processes;

namespace OpsCenter.MigrationService.Tests;

/// <summary>What a refusal advises is done, as it is written there, and the run after it succeeds.</summary>
public class RemedyTests
{
    private const string Trigger = """
        create function f() returns event_trigger language plpgsql as 'begin end';
        create event trigger watcher on ddl_command_end execute function f();
        """;

    [Theory]
    [InlineData(Trigger, "alter event trigger watcher disable;")]
    [InlineData(
        "alter table llm_providers add column base_url boolean",
        "alter table public.llm_providers rename column base_url to base_url_v1;"
    )]
    [InlineData(
        "create table model_servers (id int)",
        "alter table public.model_servers rename to model_servers_before_v2;"
    )]
    [InlineData(
        "create schema opscenter; create table opscenter.migration (id int)",
        "alter table opscenter.migration rename to migration_before;"
    )]
    [InlineData(
        "create schema opscenter; create table opscenter.pair (id int)",
        "alter table opscenter.pair rename to pair_before;"
    )]
    public async Task A_statement_of_a_refused_apply(string arrangement, string remedy)
    {
        await using var database = await V1Database.CreateAsync();
        await database.ExecuteAsync(arrangement);

        var refused = await OpsCenterProcess.RunAsync(database, "apply");
        refused.ExitCode.ShouldBe(ExitCodes.Refused, refused.StandardError);
        refused.StandardError.ShouldContain(remedy);
        await database.ExecuteAsync(remedy);

        await ShouldSucceedAsync(database, "apply");
    }

    [Fact]
    public async Task An_option_of_a_refused_apply()
    {
        await using var database = await V1Database.CreateAsync();
        await database.ExecuteAsync(Trigger);

        var refused = await OpsCenterProcess.RunAsync(database, "apply");
        var option = Regex.Match(refused.StandardError, "Or: (--allow) ([a-z-]+)");

        await ShouldSucceedAsync(database, "apply", option.Groups[1].Value, option.Groups[2].Value);
    }

    [Fact]
    public async Task A_setting_of_the_connection()
    {
        await using var database = await V1Database.CreateAsync();
        await database.ExecuteAsync(
            "create schema \"Else where\"; alter table llm_providers set schema \"Else where\"; alter table llm_usage_logs set schema \"Else where\""
        );

        var refused = await OpsCenterProcess.RunAsync(database, "apply");
        refused.ExitCode.ShouldBe(ExitCodes.Refused, refused.StandardError);
        var setting = Regex.Match(refused.StandardError, "add \"(Search Path='[^']+')\" to the");

        var result = await OpsCenterProcess.RunAsync(
            $"{database.ConnectionString};{setting.Groups[1].Value}",
            "apply"
        );
        result.ExitCode.ShouldBe(ExitCodes.Done, result.StandardError);
    }

    [Theory]
    [InlineData("name this database")]
    [InlineData("leave --discard out")]
    public async Task A_discard_of_another_name(string remedy)
    {
        await using var database = await V1Database.CreateAppliedAsync();

        var refused = await OpsCenterProcess.RunAsync(database, "rollback", "--discard", "other");
        refused.ExitCode.ShouldBe(ExitCodes.Refused, refused.StandardError);
        refused.StandardError.ShouldContain(remedy);
        refused.StandardError.ShouldNotContain("opscenter.discard");

        string[] discard = remedy.StartsWith("name", StringComparison.Ordinal)
            ? ["--discard", database.Name]
            : [];
        await ShouldSucceedAsync(database, ["rollback", .. discard]);
    }

    [Fact]
    public async Task A_row_that_is_there_now()
    {
        const string price =
            "insert into model_pricing (model_id, provider, input_price_per_1k, output_price_per_1k) values ('m', '{0}', 1, 1)";
        await using var database = await V1Database.CreateAppliedAsync();
        await database.ExecuteAsync(price.Replace("{0}", "1", StringComparison.Ordinal));
        await ShouldSucceedAsync(database, "rollback");
        await ShouldSucceedAsync(database, "apply");
        await database.ExecuteAsync(price.Replace("{0}", "2", StringComparison.Ordinal));

        var refused = await OpsCenterProcess.RunAsync(database, "restore-archive");
        refused.ExitCode.ShouldBe(ExitCodes.Refused, refused.StandardError);
        refused.StandardError.ShouldContain("in the archive: --keep-existing");
        refused.StandardError.ShouldNotContain("set opscenter");

        await ShouldSucceedAsync(database, "restore-archive", "--keep-existing");
    }

    [Theory]
    [InlineData("begin; lock table llm_providers in access share mode", "--lock-deadline")]
    [InlineData("select pg_advisory_lock(hashtextextended('opscenter.journal', 0))", "--timeout")]
    public async Task A_session_that_is_in_the_way(string hold, string patience)
    {
        await using var database = await V1Database.CreateAsync();
        await using var other = new NpgsqlConnection($"{database.ConnectionString};Pooling=false");
        await other.OpenAsync();
        await using var command = new NpgsqlCommand(hold, other);
        await command.ExecuteNonQueryAsync();

        var refused = await OpsCenterProcess.RunAsync(database, "apply", patience, "300ms");
        refused.ExitCode.ShouldBe(ExitCodes.Locked, refused.StandardError);
        await database.ExecuteAsync(
            Regex.Match(refused.StandardError, @"select pg_terminate_backend\(\d+\);").Value
        );

        await ShouldSucceedAsync(database, "apply");
    }

    private static async Task ShouldSucceedAsync(TestDatabase database, params string[] arguments)
    {
        var result = await OpsCenterProcess.RunAsync(database, arguments);
        result.ExitCode.ShouldBe(ExitCodes.Done, result.StandardOutput + result.StandardError);
    }
}
