using OpsCenter.Migrations;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Preflight;
using Spectre.Console;

namespace OpsCenter.MigrationService.Output;

/// <summary>A preflight in words.</summary>
internal static class PreflightText
{
    private const int WordWidth = 9;

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

        var blocking = report.Blocking.Count();
        console.Line(
            blocking > 0
                ? (FormattableString)
                    $"[red]{what} of {report.Migration}: it would be refused: {StepSummary.Count(blocking, "finding")} of {report.Rules.Count} rules.[/] Nothing was changed."
                : $"[green]{what} of {report.Migration}: clear[/], {report.Rules.Count} rules find nothing in the way. Nothing was changed."
        );
        string? table = null;
        foreach (var finding in report.Findings.OrderByDescending(finding => finding.Blocks))
        {
            if (finding.Table != table)
            {
                console.Line(
                    $"{(finding.Table is { } name ? $"Table {name}" : "Other findings")}:"
                );
            }

            table = finding.Table;
            Write(console, finding);
        }

        NextText.Write(
            console,
            (blocking, report.Direction) switch
            {
                (> 0, _) => "follow the remedies, then opscenter preflight again",
                (_, MigrationDirection.Up) => "opscenter apply",
                _ => "opscenter rollback",
            }
        );
    }

    private static void Write(IAnsiConsole console, PreflightFinding finding)
    {
        var (word, colour) = finding switch
        {
            { Severity: PreflightSeverity.Note } => ("note", "dim"),
            { IsAllowed: true } => ("allowed", "yellow"),
            _ => ("refused", "red"),
        };
        console.Item(word, colour, WordWidth, $"{finding.Id}: {finding.Message}");
        console.Item("", "dim", WordWidth, finding.Why);
        console.Item("", "dim", WordWidth, finding.Remedy);
        if (finding is { Blocks: true, MayBeAllowed: true })
        {
            console.Item("", "dim", WordWidth, $"Or: --allow {finding.Id}");
        }
    }
}
