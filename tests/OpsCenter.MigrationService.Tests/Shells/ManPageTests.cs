using OpsCenter.MigrationService.Tests.Processes;

namespace OpsCenter.MigrationService.Tests.Shells;

/// <summary><c>opscenter man</c>: every command and every option, in the format of man(7).</summary>
public sealed class ManPageTests
{
    [Fact]
    public async Task It_has_every_command_and_every_option()
    {
        var page = (await OpsCenterProcess.RunAsync(connection: null, "man")).StandardOutput;

        foreach (var command in CommandTree.Create().Subcommands)
        {
            page.ShouldContain($".SS opscenter {Escaped(command.Name)}\n");
            foreach (var option in command.Options)
            {
                page.ShouldContain($"{Escaped(option.Name)}");
            }
        }
    }

    [Fact]
    public async Task Every_line_that_begins_like_a_request_is_one()
    {
        string[] requests =
        [
            ".B",
            ".BI",
            ".I",
            ".PP",
            ".RE",
            ".RI",
            ".RS",
            ".SH",
            ".SS",
            ".TH",
            ".TP",
            ".fi",
            ".nf",
        ];

        var page = (await OpsCenterProcess.RunAsync(connection: null, "man")).StandardOutput;

        page.Split('\n')
            .Where(line => line is ['.' or '\'', ..])
            .Select(line => line.Split(' ')[0])
            .ShouldBeSubsetOf(requests);
    }

    private static string Escaped(string text) =>
        text.Replace("-", "\\-", StringComparison.Ordinal);
}
