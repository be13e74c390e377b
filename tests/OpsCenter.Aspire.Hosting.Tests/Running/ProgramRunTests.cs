using Microsoft.Extensions.Logging.Abstractions;
using OpsCenter.Aspire.Hosting.Running;

namespace OpsCenter.Aspire.Hosting.Tests.Running;

public class ProgramRunTests
{
    [Fact]
    public async Task A_program_that_is_not_there_is_named_with_what_to_do()
    {
        var error = await Should.ThrowAsync<DistributedApplicationException>(() =>
            ProgramRun.RunAsync(
                MigrationProgram.AtPath("/nowhere/opscenter"),
                ["status"],
                new Dictionary<string, string?>(),
                NullLogger.Instance,
                TestContext.Current.CancellationToken
            )
        );

        error.Message.ShouldContain("/nowhere/opscenter");
        error.Message.ShouldContain("scripts/publish.sh");
    }

    [Theory]
    [InlineData("")]
    [InlineData("report '{\"verify\": '")]
    public async Task An_exit_code_of_0_without_a_report_is_no_success(string text)
    {
        using var script = new Script(text);
        var result = await ProgramRun.RunAsync(
            MigrationProgram.AtPath(script.Path),
            ["worker"],
            new Dictionary<string, string?>(),
            NullLogger.Instance,
            TestContext.Current.CancellationToken
        );

        result.ExitCode.ShouldBe(1);
        result.Text.ShouldContain("without a report");
    }
}
