using System.CommandLine;
using OpsCenter.MigrationService.Output;

namespace OpsCenter.MigrationService.Help;

/// <summary>Writes what a command takes: the names in a column, what they mean beside it.</summary>
internal static class OptionTable
{
    private const int Gap = 2;

    /// <param name="command">The command.</param>
    /// <param name="common">The options that it shares with others.</param>
    /// <param name="output">Where to.</param>
    /// <param name="width">The columns of the terminal.</param>
    public static void Write(
        Command command,
        IReadOnlyList<Option> common,
        TextWriter output,
        int width
    )
    {
        var groups = OptionGroups.Of(command).Append((OptionGroups.Common, common)).ToList();
        var names = groups
            .SelectMany(group => group.Item2)
            .Select(Name)
            .Concat(command.Arguments.Select(Name))
            .Max(name => name.Length);
        if (command.Arguments.Count > 0)
        {
            output.WriteLine("Arguments:");
            foreach (var argument in command.Arguments)
            {
                Row(output, Name(argument), argument.Description!, names, width);
            }

            output.WriteLine();
        }

        foreach (var (title, options) in groups)
        {
            output.WriteLine($"{title}:");
            foreach (var option in options)
            {
                Row(output, Name(option), option.Description!, names, width);
            }

            output.WriteLine();
        }
    }

    private static string Name(Argument argument) => $"<{argument.Name}>";

    private static string Name(Option option) =>
        string.Join(", ", option.Aliases.Where(IsLetter).Append(option.Name))
        + (option.HelpName is { } value ? $" <{value}>" : "");

    /// <summary>Help has further names for who comes from elsewhere.</summary>
    private static bool IsLetter(string alias) =>
        alias is ['-', var letter] && char.IsLetter(letter);

    private static void Row(
        TextWriter output,
        string name,
        string description,
        int names,
        int width
    )
    {
        var indent = 2 + names + Gap;
        var lines = ConsoleLines.Lines(description, width - indent);
        output.WriteLine(
            $"  {name.PadRight(names + Gap)}{string.Join('\n' + new string(' ', indent), lines)}"
        );
    }
}
