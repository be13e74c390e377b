using OpsCenter.MigrationService.Tests.Processes;

namespace OpsCenter.MigrationService.Tests.Output;

public class TextTests
{
    [Fact]
    public async Task The_worker_shows_each_table_before_and_after()
    {
        await using var database = await V1Database.CreateAsync();

        var first = await OpsCenterProcess.RunAsync(database, "worker");
        var second = await OpsCenterProcess.RunAsync(database, "worker");

        string[][] shown =
        [
            ["llm_models", "✅ existing", "✅ existing"],
            ["llm_providers", "✅ existing", "✅ existing + 3 new columns"],
            ["llm_usage_logs", "✅ existing", "✅ existing + 5 new columns"],
            ["model_servers", "❌ does not exist", "✅ NEW"],
            ["audit_log", "❌ does not exist", "✅ NEW"],
        ];
        foreach (var row in shown)
        {
            Row(first.StandardOutput, row[0]).ShouldBe(row);
            Row(second.StandardOutput, row[0]).ShouldBe(row);
        }
    }

    [Fact]
    public async Task A_pipe_gets_no_colours_and_no_wrapped_lines()
    {
        await using var database = await V1Database.CreateAsync();

        var result = await OpsCenterProcess.RunAsync(database, "dry-run", "--full");

        result.StandardOutput.ShouldNotContain('\u001b');
        result.StandardOutput.ShouldContain("Nothing stayed: catalog and data are what they were.");
        result.StandardOutput.ShouldContain("api_key_test_status + base_url, metadata, created_by");
    }

    [Fact]
    public async Task An_error_is_what_then_the_remedy_then_its_id()
    {
        var result = await OpsCenterProcess.RunAsync("Host=127.0.0.1;Port=1;Username=me", "status");

        var lines = result.StandardError.TrimEnd().Split('\n');
        lines.Length.ShouldBe(3);
        lines[0].ShouldStartWith("Cannot connect to database \"");
        lines[1].ShouldStartWith("Check that the server runs");
        lines[2].ShouldBe("cannot-connect");
    }

    [Fact]
    public async Task Verbose_adds_the_stack_trace()
    {
        var result = await OpsCenterProcess.RunAsync(
            "Host=127.0.0.1;Port=1;Username=me",
            "status",
            "--verbose"
        );

        result.StandardError.ShouldContain("   at OpsCenter.Migrations");
    }

    [Fact]
    public async Task A_password_in_an_argument_is_warned_about_and_not_repeated()
    {
        var result = await OpsCenterProcess.RunAsync(
            connection: null,
            "status",
            "--connection",
            "postgres://me:hunter2@127.0.0.1:1/db"
        );

        result.StandardError.ShouldContain("can be read by every user of this machine");
        result.StandardError.ShouldNotContain("hunter2");
        result.ExitCode.ShouldBe(ExitCodes.CannotConnect);
    }

    private static string[] Row(string output, string table) =>
        output
            .Split('\n')
            .Select(line =>
                line.Split(
                    "  ",
                    StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
                )
            )
            .First(cells => cells.Length == 3 && cells[0] == table);
}
