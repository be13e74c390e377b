using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using OpsCenter.MigrationService.CommandLine;
using OpsCenter.MigrationService.Configuration;
using OpsCenter.MigrationService.Output;
using OpsCenter.ServiceDefaults.CommandLine;

namespace OpsCenter.MigrationService.Help;

/// <summary>Help: all commands in groups, or one command with its options and examples.</summary>
internal sealed class HelpScreen : SynchronousCommandLineAction
{
    /// <summary>Makes it the help of a command and of those below it.</summary>
    public static void Use(RootCommand root)
    {
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpScreen();
    }

    /// <summary>The same by <c>opscenter help</c>.</summary>
    public static Command CreateHelp(Func<IReadOnlyList<string>, Task<int>> run)
    {
        var about = new Argument<string?>("topic")
        {
            Description =
                "A command; a law of check; a preflight rule; or exit-codes. Without one, all commands are listed.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        about.CompletionSources.Add(_ =>
            CommandExamples
                .Groups.SelectMany(group => group.Commands)
                .Concat(HelpPages.Names)
                .Select(name => new CompletionItem(name))
        );
        var command = new Command(
            "help",
            "Shows the commands, or one with its options and examples, or the page of a law, a preflight rule or the exit codes."
        )
        {
            about,
        };
        // Parsed here, because --help of a name that is unknown would be the help of all commands.
        about.Validators.Add(result =>
        {
            if (
                result.GetValue(about) is { } name
                && !CommandExamples.Groups.Any(group =>
                    group.Commands.Contains(name, StringComparer.Ordinal)
                )
                && !HelpPages.Names.Contains(name, StringComparer.Ordinal)
            )
            {
                result.AddError($"There is no command, law or rule \"{name}\".");
            }
        });
        command.SetAction(parsed =>
        {
            var name = parsed.GetValue(about);
            if (name is null || HelpPages.Find(name) is not { } page)
            {
                return run(name is null ? ["--help"] : [name, "--help"]);
            }

            parsed.InvocationConfiguration.Output.Write(page);
            return Task.FromResult(ExitCodes.Done);
        });
        return command;
    }

    /// <summary>The same as <c>opscenter --version</c>.</summary>
    public static Command CreateVersion(Func<IReadOnlyList<string>, Task<int>> run)
    {
        var command = new Command("version", "Prints the version.");
        command.SetAction(_ => run(["--version"]));
        return command;
    }

    public override int Invoke(ParseResult parseResult)
    {
        var output = parseResult.InvocationConfiguration.Output;
        if (parseResult.CommandResult.Command is RootCommand root)
        {
            WriteCommands(root, output);
            return ExitCodes.Done;
        }

        var command = parseResult.CommandResult.Command;
        output.WriteLine(command.Description);
        output.WriteLine();
        output.WriteLine($"Usage: {Usage(command)}");
        output.WriteLine();
        OptionTable.Write(
            command,
            [
                .. parseResult.RootCommandResult.Command.Options.Where(option =>
                    CommonOptions.IsOfEveryCommand(option) && UsedOptions.Has(command, option)
                ),
            ],
            output,
            Console.IsOutputRedirected ? int.MaxValue : Console.WindowWidth
        );
        WriteConfigured(parseResult, output);
        var examples = CommandExamples.Of(command.Name);
        if (examples.Count > 0)
        {
            output.WriteLine("Examples:");
            foreach (var example in examples)
            {
                output.WriteLine($"  {example}");
            }

            output.WriteLine();
        }

        return ExitCodes.Done;
    }

    private static string Usage(Command command) =>
        string.Join(
            ' ',
            [
                "opscenter",
                command.Name,
                .. command.Arguments.Select(argument =>
                    argument.Arity.MinimumNumberOfValues == 0
                        ? $"[<{argument.Name}>]"
                        : $"<{argument.Name}>"
                ),
                "[options]",
            ]
        );

    /// <summary>The values that the command would take from the configuration file.</summary>
    private static void WriteConfigured(ParseResult parsed, TextWriter output)
    {
        try
        {
            var values = ConfiguredArguments.Find(
                (RootCommand)parsed.RootCommandResult.Command,
                parsed
            );
            if (values.Count > 0)
            {
                output.WriteLine(
                    $"Values from {parsed.GetValue(CommonOptions.Config) ?? ConfigFile.DefaultName}:"
                );
                foreach (var (name, value) in values)
                {
                    output.WriteLine($"  --{name} {TerminalText.Printable(value)}");
                }

                output.WriteLine();
            }
        }
        catch (UsageException exception)
        {
            output.WriteLine(TerminalText.Printable(exception.Message));
            output.WriteLine();
        }
    }

    /// <summary>All commands, in groups, with the first sentence of their description.</summary>
    public static void WriteCommands(RootCommand root, TextWriter output)
    {
        output.WriteLine(root.Description);
        foreach (var group in CommandExamples.Groups)
        {
            output.WriteLine();
            output.WriteLine($"{group.Title}, for example: {group.Example}");
            foreach (var name in group.Commands)
            {
                var command = root.Subcommands.Single(command => command.Name == name);
                output.WriteLine($"  {name, -15} {FirstSentence(command.Description!)}");
            }
        }

        output.WriteLine();
        output.WriteLine(
            "The database: --connection, OPSCENTER_CONNECTION or ConnectionStrings__opscenterdb; the password: PGPASSWORD or PGPASSFILE."
        );
        output.WriteLine("The options of a command, with examples: opscenter help <command>");
    }

    private static string FirstSentence(string text) =>
        text.IndexOf(". ", StringComparison.Ordinal) is var end and >= 0 ? text[..(end + 1)] : text;
}
