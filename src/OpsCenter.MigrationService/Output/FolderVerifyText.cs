using OpsCenter.Migrations.VersionRuns;
using Spectre.Console;

namespace OpsCenter.MigrationService.Output;

/// <summary>The verification of a folder in words.</summary>
internal static class FolderVerifyText
{
    public static void Write(IAnsiConsole console, FolderVerification report)
    {
        console.Line(
            report.IsVerified
                ? (FormattableString)
                    $"Verified: every migration is applied, and {report.Objects} objects are as recorded."
                : $"[red]Not verified:[/] {report.Problems.Count} of the migrations and of {report.Objects} objects are not as recorded."
        );
        foreach (var problem in report.Problems)
        {
            console.Line($"  {problem}");
        }
    }
}
