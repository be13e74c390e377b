using OpsCenter.MigrationService.CommandLine;
using OpsCenter.MigrationService.Output;
using OpsCenter.ServiceDefaults.CommandLine;
using Spectre.Console;

namespace OpsCenter.MigrationService.Reports;

/// <summary>The file that <c>--report</c> names: HTML or Markdown, by its ending.</summary>
internal sealed class ReportFile
{
    private readonly Func<ReportPage, string> _format;

    private readonly bool _replaces;

    private ReportFile(string path, bool replaces, Func<ReportPage, string> format)
    {
        Path = path;
        _replaces = replaces;
        _format = format;
    }

    /// <summary>Its full path.</summary>
    public string Path { get; }

    /// <summary>Makes sure that it can be written, before anything is touched. What is in it stays until the report is written.</summary>
    /// <exception cref="UsageException">Its ending is of no format, or it cannot be written.</exception>
    public static ReportFile Open(string path)
    {
        var format = Format(path);
        try
        {
            var file = System.IO.Path.GetFullPath(path);
            var replaces = new FileInfo(file) is { Exists: true, Length: > 0 };
            OutputFile.Prepare(file);
            return new ReportFile(file, replaces, format);
        }
        catch (Exception failure)
            when (failure
                    is IOException
                        or UnauthorizedAccessException
                        or ArgumentException
                        or NotSupportedException
            )
        {
            throw new UsageException(
                $"The file of --report cannot be written: {failure.Message} Nothing was run.",
                "Name a file in a folder that exists and that you may write to."
            );
        }
    }

    /// <summary>Writes the report.</summary>
    /// <param name="page">What is in it.</param>
    /// <param name="console">Where its place is said; null to say nothing.</param>
    /// <returns>False if it could not be written; that is reported.</returns>
    public bool Write(ReportPage page, IAnsiConsole? console)
    {
        try
        {
            OutputFile.Write(Path, _format(page));
            console?.Line(
                $"Report: {Path}{(_replaces ? " (replaced the file that was there)" : "")}"
            );
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            ErrorOutput.Warn($"The report could not be written to {Path}: {failure.Message}");
            return false;
        }
    }

    private static Func<ReportPage, string> Format(string path) =>
        ReportOption.FormatOf(path) == ReportFormat.Html
            ? HtmlReportFormat.Write
            : MarkdownReportFormat.Write;
}
