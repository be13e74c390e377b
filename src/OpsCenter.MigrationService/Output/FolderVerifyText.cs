using OpsCenter.Migrations.Objects;
using OpsCenter.Migrations.VersionRuns;
using Spectre.Console;

namespace OpsCenter.MigrationService.Output;

/// <summary>The verification of a folder in words.</summary>
internal static class FolderVerifyText
{
    /// <summary>The verdict in one sentence, without its first word.</summary>
    public static string Outcome(FolderVerification report) =>
        (
            report.IsVerified
                ? $"every migration is applied, and {Amount.Of(report.Objects, "object")} {(report.Objects == 1 ? "is" : "are")} as recorded"
                : $"{Amount.Of(report.Problems.Count, "problem")} found, {Amount.Of(report.Objects, "recorded object")} compared"
        )
        + (
            report.AdoptedUnchecked > 0
                ? $"; the objects of {Amount.Of(report.AdoptedUnchecked, "adopted migration")} are not recorded and were not checked."
                : "."
        );

    public static void Write(IAnsiConsole console, FolderVerification report)
    {
        console.Line(
            report.IsVerified
                ? (FormattableString)$"Verified: {Outcome(report)}"
                : $"[red]Not verified:[/] {Outcome(report)}"
        );
        foreach (var problem in report.Problems)
        {
            console.Line($"  {problem}");
        }
    }
}
