using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using OpsCenter.MigrationService.Help;

namespace OpsCenter.MigrationService.Shells;

/// <summary>
/// <c>opscenter completion</c>: a script for a shell, which asks <c>opscenter</c> at each Tab for what may follow. So it knows the options of
/// the version that is installed.
/// </summary>
internal static class Completion
{
    private const string Directive = "[suggest";

    private static readonly Argument<string> Shell = CreateShell();

    public static Command Create()
    {
        var command = new Command(
            "completion",
            "Prints a script that completes commands, options and values in a shell."
        )
        {
            Shell,
        };
        command.SetAction(parsed =>
        {
            parsed.InvocationConfiguration.Output.Write(
                CompletionScripts.Of(parsed.GetValue(Shell)!)
            );
            return ExitCodes.Done;
        });
        return command;
    }

    /// <summary>Answers a shell's question for what may follow. Nothing is a good answer, an error message in the middle of a line is none.</summary>
    /// <returns>Whether it was one.</returns>
    public static bool Answer(RootCommand root, IReadOnlyList<string> arguments, TextWriter output)
    {
        if (
            arguments is not [{ } first, var line]
            || !first.StartsWith(Directive, StringComparison.Ordinal)
        )
        {
            return false;
        }

        var position = int.TryParse(
            first[Directive.Length..].Trim(':', ']'),
            System.Globalization.CultureInfo.InvariantCulture,
            out var given
        )
            ? Math.Clamp(given, 0, line.Length)
            : line.Length;
        foreach (var word in Words(root, line[..position]))
        {
            output.WriteLine(word);
        }

        return true;
    }

    private static IEnumerable<string> Words(RootCommand root, string line)
    {
        var words = CommandLineParser.SplitCommandLine(line).Skip(1).ToList();
        var begun =
            line.Length > 0 && !char.IsWhiteSpace(line[^1]) && words.Count > 0 ? words[^1] : "";
        var before = begun.Length > 0 ? words[..^1] : words;
        var parsed = root.Parse(
            before,
            new ParserConfiguration { ResponseFileTokenReplacer = null }
        );
        var command = parsed.CommandResult.Command;
        var offered =
            Open(parsed, before) is { } option ? ValuesOf(option, parsed)
            : begun.StartsWith('-') ? OptionsOf(command, parsed)
            : command
                .Subcommands.Where(one => !one.Hidden)
                .Select(one => one.Name)
                .Concat(
                    command
                        .Arguments.SelectMany(argument =>
                            argument.GetCompletions(CompletionContext.Empty)
                        )
                        .Select(item => item.Label)
                );
        return offered
            .Where(word => word.StartsWith(begun, StringComparison.OrdinalIgnoreCase))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);
    }

    /// <summary>The option whose value comes next; null if none does.</summary>
    private static Option? Open(ParseResult parsed, List<string> before) =>
        before is [.., { } last]
            ? AllOptions(parsed.CommandResult.Command, parsed)
                .FirstOrDefault(option =>
                    (option.Name == last || option.Aliases.Contains(last))
                    && option.ValueType != typeof(bool)
                    && option.Arity.MaximumNumberOfValues > 0
                )
            : null;

    private static IEnumerable<string> ValuesOf(Option option, ParseResult parsed) =>
        option
            .GetCompletions(parsed.GetCompletionContext())
            // Help shows names in lower case.
            .Select(item => option.ValueType.IsEnum ? item.Label.ToLowerInvariant() : item.Label);

    private static IEnumerable<string> OptionsOf(Command command, ParseResult parsed) =>
        AllOptions(command, parsed).Where(option => !option.Hidden).Select(option => option.Name);

    private static IEnumerable<Option> AllOptions(Command command, ParseResult parsed) =>
        command.Options.Concat(
            parsed.RootCommandResult.Command.Options.Where(option =>
                option.Recursive && (command is RootCommand || UsedOptions.Has(command, option))
            )
        );

    private static Argument<string> CreateShell()
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh, fish or pwsh." };
        shell.AcceptOnlyFromAmong([.. CompletionScripts.Shells]);
        return shell;
    }
}
