using System.Text.Json;
using OpsCenter.Migrations.Preflight;
using OpsCenter.MigrationService.Tests.Processes;
using OpsCenter.Testing;

namespace OpsCenter.MigrationService.Tests.Output;

public class PreflightTests
{
    private const string Watcher = """
        create function watch() returns event_trigger language plpgsql as $$ begin end $$;
        create event trigger watcher on ddl_command_end execute function watch();
        """;

    [Fact]
    public async Task It_is_not_clear_where_the_script_refuses()
    {
        await using var database = await V1Database.CreateAppliedAsync();
        await database.ExecuteAsync("create view addresses as select base_url from llm_providers");

        var result = await OpsCenterProcess.RunAsync(database, "preflight", "--rollback");

        result.ExitCode.ShouldBe(ExitCodes.Refused, result.StandardOutput);
        result.StandardOutput.ShouldContain("addresses");
    }

    [Fact]
    public async Task A_healthy_database_is_clear_before_and_after()
    {
        await using var database = await V1Database.CreateAsync();

        var before = await OpsCenterProcess.RunAsync(database, "preflight");
        await OpsCenterProcess.RunAsync(database, "apply");
        var after = await OpsCenterProcess.RunAsync(database, "preflight");
        var back = await OpsCenterProcess.RunAsync(database, "preflight", "--rollback");

        before.ExitCode.ShouldBe(ExitCodes.Done, before.StandardOutput);
        before.StandardOutput.ShouldContain("rules find nothing in the way");
        after.StandardOutput.ShouldContain("there is nothing to do, so nothing was looked at");
        back.ExitCode.ShouldBe(ExitCodes.Done, back.StandardOutput);
    }

    [Fact]
    public async Task What_the_backup_cannot_read_is_refused_unless_there_is_none()
    {
        await using var database = await V1Database.CreateAsync();
        var role = $"owner_{database.Name}";
        await database.ExecuteAsync(
            $"""
            create role {role} login password 'secret';
            grant create on schema public to {role};
            create schema opscenter authorization {role};
            alter table llm_providers owner to {role};
            alter table llm_usage_logs owner to {role};
            """
        );
        var connection = database.ConnectionStringFor(role, "secret");

        var with = await OpsCenterProcess.RunAsync(connection, "preflight");
        var without = await OpsCenterProcess.RunAsync(connection, "preflight", "--no-backup");
        await database.ExecuteAsync(
            $"reassign owned by {role} to postgres; drop owned by {role}; drop role {role}"
        );

        with.ExitCode.ShouldBe(ExitCodes.Refused, with.StandardOutput);
        with.StandardOutput.ShouldContain("may not read public.llm_models");
        without.ExitCode.ShouldBe(ExitCodes.Done, without.StandardOutput);
        without.StandardOutput.ShouldContain("may not read public.llm_models");
    }

    [Theory]
    [InlineData("apply")]
    [InlineData("dry-run")]
    [InlineData("worker")]
    public async Task A_finding_stops_a_command_unless_it_is_allowed(string command)
    {
        await using var database = await V1Database.CreateAsync();
        await database.ExecuteAsync(Watcher);

        var refused = await OpsCenterProcess.RunAsync(database, command);
        var untouched = await database.ScalarAsync<bool>(
            "select to_regnamespace('opscenter') is null"
        );
        var allowed = await OpsCenterProcess.RunAsync(
            database,
            command,
            "--allow",
            "event-triggers"
        );

        refused.ExitCode.ShouldBe(ExitCodes.Refused);
        refused.StandardError.ShouldContain("  1. Event trigger watcher fires at ddl_command_end");
        refused.StandardError.ShouldContain("--allow event-triggers");
        refused.StandardError.TrimEnd().ShouldEndWith("\npreflight");
        untouched.ShouldBeTrue();
        allowed.ExitCode.ShouldBe(ExitCodes.Done, allowed.StandardError);
    }

    [Fact]
    public async Task A_rollback_is_stopped_too()
    {
        await using var database = await V1Database.CreateAppliedAsync();
        await database.ExecuteAsync(Watcher);

        var refused = await OpsCenterProcess.RunAsync(database, "rollback");
        await database.ShouldHaveTableAsync("audit_log");
        var allowed = await OpsCenterProcess.RunAsync(
            database,
            "rollback",
            "--allow",
            "event-triggers"
        );

        refused.ExitCode.ShouldBe(ExitCodes.Refused);
        allowed.ExitCode.ShouldBe(ExitCodes.Done, allowed.StandardError);
    }

    [Fact]
    public async Task All_findings_are_told_at_once_obstacles_included()
    {
        await using var database = await V1Database.CreateAsync();
        await database.ExecuteAsync(Watcher);
        await database.ExecuteAsync("create publication everything for all tables");
        await database.ExecuteAsync("alter table llm_providers add base_url boolean");

        var refused = await OpsCenterProcess.RunAsync(database, "apply", "--json");

        using var document = JsonDocument.Parse(refused.StandardOutput);
        document
            .RootElement.GetProperty("error")
            .GetProperty("findings")
            .EnumerateArray()
            .Select(finding => finding.GetProperty("id").GetString())
            .ShouldBe([
                "publications",
                "event-triggers",
                "shapes-and-types",
                "publications",
                "publications",
            ]);
    }

    [Theory]
    [InlineData("no-such-rule", "There is no preflight rule \"no-such-rule\".")]
    [InlineData("ownership", "cannot be allowed")]
    public async Task What_cannot_be_allowed_is_an_error_of_usage(string id, string message)
    {
        var result = await OpsCenterProcess.RunAsync(
            "Host=127.0.0.1;Port=1",
            "apply",
            "--allow",
            id
        );

        result.ExitCode.ShouldBe(ExitCodes.Usage);
        result.StandardError.ShouldContain(message);
        result.StandardError.ShouldContain(
            "May be allowed: connections, disk-room, event-triggers,"
        );
    }

    [Fact]
    public async Task Commands_without_a_preflight_know_no_allow()
    {
        var result = await OpsCenterProcess.RunAsync(
            "Host=127.0.0.1;Port=1",
            "status",
            "--allow",
            "event-triggers"
        );

        result.ExitCode.ShouldBe(ExitCodes.Usage);
    }

    [Fact]
    public void Every_rule_has_its_page_and_every_page_its_rule()
    {
        var pages = Directory.GetFiles(Path.Combine(Repository.Root, "docs", "preflight"), "*.md");

        pages
            .Select(page => Path.GetFileNameWithoutExtension(page))
            .Where(name => name != "README")
            .ShouldBe(PreflightRules.Ids.Keys, ignoreOrder: true);
    }

    [Fact]
    public void A_page_and_the_list_say_whether_a_rule_may_be_allowed()
    {
        var folder = Path.Combine(Repository.Root, "docs", "preflight");
        var list = File.ReadAllText(Path.Combine(folder, "README.md"));
        foreach (var (id, mayBeAllowed) in PreflightRules.Ids)
        {
            var page = File.ReadAllText(Path.Combine(folder, $"{id}.md"));

            page.ShouldStartWith($"# {id}\n");
            page.ShouldContain("## Problem");
            page.ShouldContain("## What is checked");
            page.ShouldContain("## Solution");
            page.ShouldContain(
                mayBeAllowed ? $"## Override\n\n`--allow {id}`." : "## Override\n\nNone."
            );
            list.ShouldContain($"| [{id}]({id}.md) | {(mayBeAllowed ? "yes" : "no")} |");
        }
    }
}
