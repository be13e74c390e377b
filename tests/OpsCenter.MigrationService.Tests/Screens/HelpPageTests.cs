using OpsCenter.Conformance.Laws;
using OpsCenter.Migrations.Preflight;
using OpsCenter.MigrationService.Help;
using OpsCenter.MigrationService.Tests.Processes;

namespace OpsCenter.MigrationService.Tests.Screens;

/// <summary>The pages that messages refer to are in the program.</summary>
public sealed class HelpPageTests
{
    [Fact]
    public void Every_law_and_every_preflight_rule_has_one()
    {
        List<string> needed =
        [
            .. AllLaws.InOrder.Select(law => law.Id),
            .. PreflightRules.Ids.Keys,
            "exit-codes",
        ];

        HelpPages.Names.ShouldBe(needed.Order(StringComparer.Ordinal));
        HelpPages.Names.ShouldAllBe(name =>
            HelpPages.Find(name)!.StartsWith("# ", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Of_a_link_to_another_page_only_the_words_stay() =>
        HelpPages.Names.ShouldAllBe(name => !HelpPages.Find(name)!.Contains("](../"));

    [Theory]
    [InlineData("reversible", "## How to fix it")]
    [InlineData("grants", "## Solution")]
    [InlineData("exit-codes", "script-failed")]
    public async Task Help_prints_one(string name, string content)
    {
        var result = await OpsCenterProcess.RunAsync(connection: null, "help", name);

        result.ExitCode.ShouldBe(ExitCodes.Done, result.StandardError);
        result.StandardOutput.ShouldContain(content);
    }
}
