using OpsCenter.Migrations.Objects;
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
                    $"Verified: every migration is applied, and {Amount.Of(report.Objects, "object")} {(report.Objects == 1 ? "is" : "are")} as recorded."
                : $"[red]Not verified:[/] {report.Problems.Count} of the migrations and of {Amount.Of(report.Objects, "object")} {(report.Problems.Count == 1 ? "is" : "are")} not as recorded."
        );
        foreach (var problem in report.Problems)
        {
            console.Line($"  {problem}");
        }
    }
}
