using OpsCenter.MigrationService.Output;

namespace OpsCenter.MigrationService.Checking;

/// <summary>The files that a check writes; null for each that was not asked for.</summary>
/// <param name="JUnit">JUnit's XML.</param>
/// <param name="Html">A page for a browser.</param>
/// <param name="Markdown">A comment for a pull request.</param>
/// <param name="Sarif">What code hosts show at the lines of a pull request.</param>
internal sealed record CheckReports(string? JUnit, string? Html, string? Markdown, string? Sarif)
{
    /// <summary>Writes a file, if it was asked for.</summary>
    public static void Write(string? file, Func<string> text)
    {
        if (file is not null)
        {
            OutputFile.Write(file, text());
        }
    }
}
