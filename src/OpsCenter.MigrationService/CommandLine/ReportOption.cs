using System.CommandLine;
using OpsCenter.ServiceDefaults.CommandLine;

namespace OpsCenter.MigrationService.CommandLine;

/// <summary><c>--report</c>, of the commands whose result somebody else wants to read.</summary>
internal static class ReportOption
{
    private static readonly Option<string?> Report = new("--report")
    {
        Description =
            "Also writes a report into this file, to attach to a change: .html or .md. It is written if the run is refused or fails, too.",
        HelpName = "file",
    };

    /// <summary>Adds the option to a command.</summary>
    public static Command WithReport(this Command command)
    {
        command.Add(Report);
        return command;
    }

    /// <summary>The file; null if none is wanted, or the command has no report.</summary>
    public static string? Read(ParseResult parsed) =>
        parsed.CommandResult.Command.Options.Contains(Report) ? parsed.GetValue(Report) : null;

    /// <summary>The format that the ending of a file says.</summary>
    /// <exception cref="UsageException">It says none.</exception>
    public static ReportFormat FormatOf(string path) =>
        Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".HTML" or ".HTM" => ReportFormat.Html,
            ".MD" or ".MARKDOWN" => ReportFormat.Markdown,
            _ => throw new UsageException(
                $"--report \"{path}\": the ending says which format, and this one says none. Nothing was run.",
                "Name a file that ends with .html or .md."
            ),
        };
}
