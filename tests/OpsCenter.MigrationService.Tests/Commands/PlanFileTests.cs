using System.Text.Json.Nodes;
using CliWrap.Buffered;
using OpsCenter.MigrationService.Tests.Processes;
using OpsCenter.MigrationService.Tests.Schemas;
using OpsCenter.Tests.Shared;

namespace OpsCenter.MigrationService.Tests.Commands;

/// <summary><c>plan --out</c>, and a run of that plan and nothing else.</summary>
public sealed class PlanFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string PlanPath => Path.Combine(_folder.Path, "plan.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_plan_is_applied_and_its_rollback_too()
    {
        await using var database = await V1Database.CreateAsync();

        var plan = await OpsCenterProcess.RunAsync(database, "plan", "--out", PlanPath);
        var apply = await RunPlanAsync(database, "apply");
        var again = await RunPlanAsync(database, "apply");
        await OpsCenterProcess.RunAsync(database, "plan", "--rollback", "--out", PlanPath);
        var rollback = await RunPlanAsync(database, "rollback");

        plan.StandardOutput.ShouldContain($"opscenter apply --plan {PlanPath}");
        plan.StandardOutput.ShouldNotContain("Next:");
        apply.ExitCode.ShouldBe(ExitCodes.Done, apply.StandardError);
        again.ExitCode.ShouldBe(ExitCodes.Done, again.StandardError);
        rollback.ExitCode.ShouldBe(ExitCodes.Done, rollback.StandardError);
        rollback.StandardOutput.ShouldContain("v2 was rolled back");
    }

    [Fact]
    public async Task The_file_is_a_document_with_every_statement()
    {
        await using var database = await V1Database.CreateAsync();

        await OpsCenterProcess.RunAsync(database, "plan", "--out", PlanPath);

        var plan = JsonNode.Parse(await File.ReadAllTextAsync(PlanPath))!.AsObject();
        plan.Remove("checksum").ShouldBeTrue();
        using var document = System.Text.Json.JsonDocument.Parse(plan.ToJsonString());
        DocumentContract.Errors("plan", document.RootElement).ShouldBeEmpty();
        document.RootElement.GetProperty("units").GetArrayLength().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_database_that_changed_since_is_refused_with_both_sides()
    {
        await using var database = await V1Database.CreateAsync();
        await OpsCenterProcess.RunAsync(database, "plan", "--out", PlanPath);
        await database.ExecuteAsync("alter table llm_providers add column base_url varchar(512)");
        var unchanged = await Unchanged.TakeAsync(database);

        var result = await RunPlanAsync(database, "apply");

        result.ExitCode.ShouldBe(ExitCodes.Refused, result.StandardOutput);
        result.StandardError.ShouldContain($"have changed since {PlanPath} was made");
        result.StandardError.ShouldContain(
            "planned, and not now: create column public.llm_providers.base_url"
        );
        result.StandardError.ShouldContain(
            "not planned: keep column public.llm_providers.base_url"
        );
        await unchanged.ShouldHoldAsync();
    }

    [Fact]
    public async Task A_plan_of_another_database_or_direction_is_refused()
    {
        await using var database = await V1Database.CreateAsync();
        await using var other = await V1Database.CreateAppliedAsync();
        await OpsCenterProcess.RunAsync(other, "plan", "--rollback", "--out", PlanPath);

        var result = await RunPlanAsync(database, "apply");

        result.ExitCode.ShouldBe(ExitCodes.Refused, result.StandardOutput);
        result.StandardError.ShouldContain(
            $"is a plan to roll back v2 in database \"{other.Name}\", and this run would apply v2 in database \"{database.Name}\""
        );
    }

    [Fact]
    public async Task An_edited_script_of_a_folder_is_refused()
    {
        await using var database = await V1Database.CreateEmptyAsync();
        _folder.With("1_a.up.sql", "create table a (id int);");
        _folder.With("1_a.down.sql", "drop table a;");
        var plan = await OpsCenterProcess.RunAsync(
            database,
            "plan",
            "--migrations",
            _folder.Path,
            "--out",
            PlanPath
        );
        _folder.With("1_a.up.sql", "create table a (id bigint);");

        plan.StandardOutput.ShouldContain(
            $"opscenter apply --migrations {_folder.Path} --plan {PlanPath}"
        );
        var edited = await RunPlanAsync(database, "apply", "--migrations", _folder.Path);
        _folder.With("1_a.up.sql", "create table a (id int);");
        var planned = await RunPlanAsync(database, "apply", "--migrations", _folder.Path);
        var wrong = await RunPlanAsync(database, "rollback", "--migrations", _folder.Path);

        edited.ExitCode.ShouldBe(ExitCodes.Refused, edited.StandardOutput);
        edited.StandardError.ShouldContain("not planned: run 1_a.up.sql of 1 a, SHA-256 ");
        planned.ExitCode.ShouldBe(ExitCodes.Done, planned.StandardError);
        wrong.ExitCode.ShouldBe(ExitCodes.Refused, wrong.StandardOutput);
    }

    [Fact]
    public async Task Obstacles_are_not_written_as_a_plan()
    {
        await using var database = await V1Database.CreateAsync();
        await database.ExecuteAsync("create view model_servers as select 1 as one");

        var result = await OpsCenterProcess.RunAsync(database, "plan", "--out", PlanPath);

        result.ExitCode.ShouldBe(ExitCodes.Refused, result.StandardError);
        result.StandardOutput.ShouldContain("was not written");
        File.Exists(PlanPath).ShouldBeFalse();
    }

    [Theory]
    [InlineData(null, "could not be read")]
    [InlineData("", "is not a plan")]
    [InlineData("{\"outline\": 3}", "is not a plan")]
    [InlineData("{\"outline\": {\"subject\": null, \"lines\": [null]}}", "is not a plan")]
    [InlineData("[1]", "is not a plan")]
    public async Task A_file_that_is_no_plan_is_refused_before_a_connection(
        string? text,
        string message
    )
    {
        if (text is not null)
        {
            _folder.With("plan.json", text);
        }

        var result = await OpsCenterProcess.RunAsync(
            "Host=127.0.0.1;Port=1",
            "apply",
            "--plan",
            PlanPath
        );

        result.ExitCode.ShouldBe(ExitCodes.Usage, result.StandardError);
        result.StandardError.ShouldContain(message);
    }

    [Theory]
    [InlineData("create table", "create unlogged table")]
    [InlineData("create column public.llm_providers.base_url", "create nothing")]
    public async Task An_edited_plan_is_refused(string text, string edited)
    {
        await using var database = await V1Database.CreateAsync();
        await OpsCenterProcess.RunAsync(database, "plan", "--out", PlanPath);
        var plan = await File.ReadAllTextAsync(PlanPath);
        plan.ShouldContain(text);
        await File.WriteAllTextAsync(
            PlanPath,
            plan.Replace(text, edited, StringComparison.Ordinal)
        );

        var result = await RunPlanAsync(database, "apply");

        result.ExitCode.ShouldBe(ExitCodes.Usage, result.StandardOutput);
        result.StandardError.ShouldContain("was edited");
    }

    private Task<BufferedCommandResult> RunPlanAsync(
        TestDatabase database,
        string command,
        params string[] arguments
    ) => OpsCenterProcess.RunAsync(database, [command, .. arguments, "--plan", PlanPath]);
}
