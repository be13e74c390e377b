using OpsCenter.MigrationService.Help;
using OpsCenter.MigrationService.Tests.Processes;

namespace OpsCenter.MigrationService.Tests.Screens;

/// <summary>Help: every command is in a group and has examples that can be parsed.</summary>
public sealed class HelpTests
{
    [Fact]
    public void Every_command_is_in_one_group_and_has_an_example() =>
        CommandTree
            .Create()
            .Subcommands.Select(command => command.Name)
            .Order(StringComparer.Ordinal)
            .ShouldBe(
                CommandExamples
                    .Groups.SelectMany(group => group.Commands)
                    .Where(name => CommandExamples.Of(name).Count > 0)
                    .Order(StringComparer.Ordinal)
            );

    [Fact]
    public void Every_example_can_be_parsed()
    {
        var root = CommandTree.Create();
        var examples = CommandExamples.Groups.SelectMany(group =>
            group.Commands.SelectMany(CommandExamples.Of).Append(group.Example)
        );

        foreach (var example in examples)
        {
            example.ShouldStartWith("opscenter ");
            root.Parse(example["opscenter ".Length..]).Errors.ShouldBeEmpty(example);
        }
    }

    [Fact]
    public async Task Without_a_command_all_are_listed_and_nothing_was_done()
    {
        var result = await OpsCenterProcess.RunAsync(connection: null);

        result.StandardOutput.ShouldContain("Apply and roll back, for example: opscenter apply");
        result.ExitCode.ShouldBe(ExitCodes.Usage);
    }

    [Fact]
    public async Task Help_of_a_command_has_its_options_and_examples()
    {
        var help = await OpsCenterProcess.RunAsync(connection: null, "help", "apply");
        var option = await OpsCenterProcess.RunAsync(connection: null, "apply", "--help");

        help.StandardOutput.ShouldContain("\nOptions:\n  --single-transaction");
        help.StandardOutput.ShouldContain("\nOptions with --migrations:\n  --convention <name>");
        help.StandardOutput.ShouldContain("\nCommon options:\n  -h, --help  ");
        help.StandardOutput.ShouldContain("Examples:\n  opscenter apply\n");
        help.StandardOutput.ShouldBe(option.StandardOutput);
        help.ExitCode.ShouldBe(ExitCodes.Done);
    }

    [Fact]
    public void A_default_is_said_in_words()
    {
        foreach (
            var option in CommandTree
                .Create()
                .Subcommands.SelectMany(command => command.Options)
                .Concat(CommandTree.Create().Options)
                .Where(option => option.HasDefaultValue && option.HelpName is not null)
        )
        {
            option.Description!.ShouldContain("efault", customMessage: option.Name);
        }
    }

    [Theory]
    [InlineData("aply", "apply")]
    [InlineData("rolback", "rollback")]
    [InlineData("statsu", "status")]
    public async Task A_name_that_is_nearly_a_command_is_recognised(string word, string command)
    {
        var result = await OpsCenterProcess.RunAsync(connection: null, word);

        result.ExitCode.ShouldBe(ExitCodes.Usage);
        result.StandardError.ShouldContain($"Did you mean opscenter {command}?");
    }

    [Fact]
    public async Task An_option_that_is_nearly_one_is_recognised()
    {
        var result = await OpsCenterProcess.RunAsync(connection: null, "apply", "--bakup-dir", "x");

        result.ExitCode.ShouldBe(ExitCodes.Usage);
        result.StandardError.ShouldContain("Did you mean --backup-dir?");
    }

    [Theory]
    [InlineData("plan", "--aply", null)]
    [InlineData("plan", "--ful", "--full")]
    [InlineData("apply", "--step", "--steps")]
    public async Task Of_a_command_that_is_there_only_its_options_are_meant(
        string command,
        string option,
        string? meant
    )
    {
        var result = await OpsCenterProcess.RunAsync(connection: null, command, option);

        result.ExitCode.ShouldBe(ExitCodes.Usage);
        if (meant is null)
        {
            result.StandardError.ShouldNotContain("Did you mean");
        }
        else
        {
            result.StandardError.ShouldContain($"Did you mean {meant}?");
        }
    }

    [Theory]
    [InlineData("seed", "--lock-deadline")]
    [InlineData("seed", "--migration ")]
    [InlineData("status", "--lock-deadline")]
    [InlineData("check", "--connection")]
    [InlineData("new", "--connection")]
    [InlineData("completion", "--json")]
    public async Task Help_shows_no_option_that_the_command_does_not_use(
        string command,
        string option
    )
    {
        var result = await OpsCenterProcess.RunAsync(connection: null, "help", command);

        result.StandardOutput.ShouldContain("--help");
        result.StandardOutput.ShouldNotContain(option);
    }

    [Fact]
    public async Task A_wrong_duration_names_its_option()
    {
        var result = await OpsCenterProcess.RunAsync(
            connection: null,
            "apply",
            "--lock-timeout",
            "abc"
        );

        result.ExitCode.ShouldBe(ExitCodes.Usage);
        result.StandardError.ShouldContain("--lock-timeout: 'abc' is not a duration");
    }

    [Fact]
    public async Task Help_of_an_unknown_command_is_an_error()
    {
        var result = await OpsCenterProcess.RunAsync(connection: null, "help", "nix");

        result.StandardError.ShouldContain("There is no command, law or rule \"nix\".");
        result.ExitCode.ShouldBe(ExitCodes.Usage);
    }
}
