using OpsCenter.Migrations.Verification;
using Spectre.Console;

namespace OpsCenter.MigrationService.Output;

/// <summary>A verification in words: what failed by name, what passed by number, and what could not be checked.</summary>
internal static class VerifyText
{
    public static void Write(IAnsiConsole console, VerificationReport report)
    {
        foreach (
            var check in report.Checks.Where(check => check.Subject != "schema" || !check.Passed)
        )
        {
            var (mark, colour) = check.Passed ? ("ok", "green") : ("failed", "red");
            console.Line($"  [{colour}]{mark, -6}[/] {check.Subject}: {check.Message}");
        }

        var failed = report.Checks.Count(check => !check.Passed);
        var schema = report.Checks.Count(check => check is { Subject: "schema", Passed: true });
        if (failed == 0)
        {
            console.Line(
                $"[green]{report.Migration} is verified[/]: {schema} objects in place, {report.Checks.Count - schema} further checks passed."
            );
            return;
        }

        console.Line(
            $"[red]{report.Migration} is not verified: {failed} of {report.Checks.Count} checks failed.[/]"
        );
    }
}
