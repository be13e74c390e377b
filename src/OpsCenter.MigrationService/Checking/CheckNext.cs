using OpsCenter.Conformance.Folders;
using OpsCenter.MigrationService.Output;
using Spectre.Console;

namespace OpsCenter.MigrationService.Checking;

/// <summary>The last lines of a check: the files that it wrote, and what helps with the laws that are broken.</summary>
internal static class CheckNext
{
    /// <summary>More pages hide the first, which is the one to read.</summary>
    private const int MaximumPages = 3;

    public static void Write(
        IAnsiConsole console,
        CheckReports reports,
        IEnumerable<string> brokenLaws
    )
    {
        foreach (var file in reports.Files)
        {
            console.Line($"Report: {file}");
        }

        List<string> broken =
        [
            .. brokenLaws
                .Distinct(StringComparer.Ordinal)
                .OrderBy(FolderLaws.Rank)
                .Select(law => $"opscenter help {law}"),
        ];
        if (broken.Count == 0)
        {
            return;
        }

        var more = broken.Count - MaximumPages;
        console.Line(
            $"How to fix: {string.Join(", ", broken.Take(MaximumPages))}{(more > 0 ? $" and {more} more" : "")}"
        );
        if (reports.Html.Count == 0)
        {
            NextText.Write(
                console,
                "the same with --html report.html shows the lines that broke the laws, the values before and after, and what to do"
            );
        }
    }
}
