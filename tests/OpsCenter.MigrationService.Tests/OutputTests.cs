using CliWrap;
using CliWrap.Buffered;
using OpsCenter.MigrationService.Tests.Processes;

namespace OpsCenter.MigrationService.Tests;

/// <summary>A report that cannot be printed ends no work.</summary>
public class OutputTests
{
    [Fact]
    public async Task A_document_that_cannot_be_written_ends_with_12()
    {
        await using var database = await V1Database.CreateAsync();

        var result = await OpsCenterProcess.RunAsync(
            database,
            "status",
            "--json-file",
            "/nonexistent/status.json"
        );

        result.ExitCode.ShouldBe(ExitCodes.OutputLost, result.StandardOutput);
        result.StandardError.ShouldContain("/nonexistent/status.json");
    }

    [Fact]
    public async Task A_full_disk_below_standard_output_ends_nothing_and_is_told_by_the_exit_code()
    {
        await using var database = await V1Database.CreateAsync();

        var applied = await InShellAsync(database, "apply --no-backup > /dev/full");
        var verified = await InShellAsync(database, "--json verify > /dev/full");

        applied.ExitCode.ShouldBe(ExitCodes.OutputLost);
        applied.StandardError.ShouldContain("The command did what it says");
        verified.ExitCode.ShouldBe(ExitCodes.OutputLost);
        await ShouldBeAppliedAsync(database);
    }

    [Theory]
    [InlineData(">&-")]
    [InlineData(">&- 2>&-")]
    [InlineData("<&- >&- 2>&-")]
    public async Task A_closed_output_ends_nothing(string redirection)
    {
        await using var database = await V1Database.CreateAsync();

        var applied = await InShellAsync(database, $"apply --no-backup {redirection}");

        applied.ExitCode.ShouldBeOneOf(ExitCodes.Done, ExitCodes.OutputLost);
        await ShouldBeAppliedAsync(database);
    }

    [Fact]
    public async Task A_refusal_keeps_its_exit_code()
    {
        await using var database = await V1Database.CreateEmptyAsync();

        (await InShellAsync(database, "plan > /dev/full 2>&1")).ExitCode.ShouldBe(
            ExitCodes.Refused
        );
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("http://127.0.0.1:1")]
    public async Task A_collector_that_is_gone_ends_nothing(string endpoint)
    {
        await using var database = await V1Database.CreateAsync();

        var result = await OpsCenterProcess
            .Command(database.ConnectionString, "status")
            .WithEnvironmentVariables(variables =>
                variables
                    .Set("OPSCENTER_CONNECTION", database.ConnectionString)
                    .Set("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint)
            )
            .ExecuteBufferedAsync();

        result.ExitCode.ShouldBe(ExitCodes.Done, result.StandardError);
    }

    private static async Task<BufferedCommandResult> InShellAsync(
        TestDatabase database,
        string arguments
    ) =>
        await Cli.Wrap("/bin/sh")
            .WithArguments(["-c", $"exec \"$0\" {arguments}", OpsCenterProcess.Program])
            .WithEnvironmentVariables(variables =>
                variables.Set("OPSCENTER_CONNECTION", database.ConnectionString)
            )
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync();

    private static async Task ShouldBeAppliedAsync(TestDatabase database) =>
        (await OpsCenterProcess.RunAsync(database, "status")).StandardOutput.ShouldContain(
            ": applied on"
        );
}
