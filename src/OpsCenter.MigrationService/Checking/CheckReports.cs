using OpsCenter.MigrationService.Output;

namespace OpsCenter.MigrationService.Checking;

/// <summary>The files that a check writes; none of a kind that was not asked for.</summary>
/// <param name="JUnit">JUnit's XML.</param>
/// <param name="Html">Pages for a browser.</param>
/// <param name="Markdown">Comments for a pull request.</param>
/// <param name="Sarif">What code hosts show at the lines of a pull request.</param>
internal sealed record CheckReports(
    IReadOnlyList<string> JUnit,
    IReadOnlyList<string> Html,
    IReadOnlyList<string> Markdown,
    IReadOnlyList<string> Sarif
)
{
    /// <summary>All of them.</summary>
    public IReadOnlyList<string> Files => [.. Html, .. Markdown, .. JUnit, .. Sarif];

    /// <summary>Writes the files that were asked for.</summary>
    public static void Write(IReadOnlyList<string> files, Func<string> text)
    {
        if (files.Count == 0)
        {
            return;
        }

        var content = text();
        foreach (var file in files)
        {
            OutputFile.Write(file, content);
        }
    }
}
