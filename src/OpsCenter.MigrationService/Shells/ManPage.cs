using System.CommandLine;
using OpsCenter.MigrationService.CommandLine;
using OpsCenter.MigrationService.Help;

namespace OpsCenter.MigrationService.Shells;

/// <summary><c>opscenter man</c>: the manual page, in the format of man(7), made of what help shows.</summary>
internal static class ManPage
{
    public static Command Create()
    {
        var command = new Command("man", "Prints the manual page: opscenter man | man -l -");
        command.SetAction(parsed =>
        {
            Write(
                (RootCommand)parsed.RootCommandResult.Command,
                parsed.InvocationConfiguration.Output
            );
            return ExitCodes.Done;
        });
        return command;
    }

    private static void Write(RootCommand root, TextWriter output)
    {
        output.WriteLine(".TH OPSCENTER 1");
        Section(output, "NAME");
        output.WriteLine($"opscenter \\- {Text(root.Description!)}");
        Section(output, "SYNOPSIS");
        output.WriteLine(".B opscenter\n.I command\n.RI [ options ]");
        foreach (var group in CommandExamples.Groups)
        {
            Section(output, Text(group.Title).ToUpperInvariant());
            foreach (var name in group.Commands)
            {
                Write(root.Subcommands.Single(command => command.Name == name), output);
            }
        }

        Section(output, OptionGroups.Common.ToUpperInvariant());
        foreach (var option in root.Options.Where(CommonOptions.IsOfEveryCommand))
        {
            Write(option, output);
        }

        Section(output, "ENVIRONMENT");
        Term(
            output,
            ".B OPSCENTER_CONNECTION",
            "The database, where --connection is not given; then ConnectionStrings__opscenterdb."
        );
        Term(output, ".B PGPASSWORD, PGPASSFILE", "The password, or the file that has it.");
        Section(output, "EXIT STATUS");
        output.WriteLine(
            "0 only if the command did what it says. opscenter help exit-codes lists the others."
        );
    }

    private static void Write(Command command, TextWriter output)
    {
        output.WriteLine($".SS opscenter {Text(command.Name)}");
        output.WriteLine(Text(command.Description!));
        foreach (var argument in command.Arguments)
        {
            Term(output, $".I {Text(argument.Name)}", argument.Description!);
        }

        foreach (var (title, options) in OptionGroups.Of(command))
        {
            output.WriteLine($".PP\n{Text(title)}:");
            foreach (var option in options)
            {
                Write(option, output);
            }
        }

        output.WriteLine(".PP\nExamples:\n.PP\n.nf\n.RS");
        foreach (var example in CommandExamples.Of(command.Name))
        {
            output.WriteLine(Text(example));
        }

        output.WriteLine(".RE\n.fi");
    }

    private static void Write(Option option, TextWriter output) =>
        Term(
            output,
            option.HelpName is { } value
                ? $".BI \"{Text(option.Name)} \" \"{Text(value)}\""
                : $".B {Text(option.Name)}",
            option.Description!
        );

    private static void Term(TextWriter output, string tag, string description)
    {
        output.WriteLine(".TP");
        output.WriteLine(tag);
        output.WriteLine(Text(description));
    }

    private static void Section(TextWriter output, string title) =>
        output.WriteLine($".SH \"{title}\"");

    /// <summary>A hyphen that can be copied, and no line that begins like a request.</summary>
    private static string Text(string text) =>
        (text is ['.' or '\'', ..] ? "\\&" : "")
        + text.Replace("\\", "\\e", StringComparison.Ordinal)
            .Replace("-", "\\-", StringComparison.Ordinal)
            .ReplaceLineEndings(" ");
}
