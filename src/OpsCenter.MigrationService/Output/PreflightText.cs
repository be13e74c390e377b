using OpsCenter.Migrations;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Preflight;
using Spectre.Console;

namespace OpsCenter.MigrationService.Output;

/// <summary>A preflight in words.</summary>
internal static class PreflightText
{
    public static void Write(IAnsiConsole console, PreflightReport report)
    {
        var what = report.Direction == MigrationDirection.Up ? "Preflight" : "Rollback preflight";
        if (!report.IsNeeded)
        {
            console.Line(
                $"{what} of {report.Migration}: there is nothing to do, so nothing was looked at."
            );
            return;
        }

        console.Line(
            $"{what} of {report.Migration}: {report.Rules.Count} rules, nothing was changed."
        );
        foreach (var finding in report.Findings)
        {
            Write(console, finding);
        }

        var blocking = report.Blocking.Count();
        if (blocking > 0)
        {
            console.Line($"[red]It would be refused: {blocking} in the way.[/]");
            return;
        }

        console.Line($"[green]Clear[/]: nothing stands in the way.");
    }

    private static void Write(IAnsiConsole console, PreflightFinding finding)
    {
        var (word, colour) = finding switch
        {
            { Severity: PreflightSeverity.Note } => ("note", "dim"),
            { IsAllowed: true } => ("allowed", "yellow"),
            _ => ("refused", "red"),
        };
        console.Line($"  [{colour}]{word, -9}[/] {finding.Id}: {finding.Message}");
        console.Line($"            {finding.Why}");
        console.Line($"            {finding.Remedy}");
        if (finding is { Blocks: true, MayBeAllowed: true })
        {
            console.Line($"            Or: --allow {finding.Id}");
        }
    }
}
