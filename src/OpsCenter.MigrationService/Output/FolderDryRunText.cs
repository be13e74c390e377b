using OpsCenter.Migrations.Objects;
using OpsCenter.Migrations.VersionRuns;
using Spectre.Console;

namespace OpsCenter.MigrationService.Output;

/// <summary>The dry run of a folder in words.</summary>
internal static class FolderDryRunText
{
    public static void Write(IAnsiConsole console, FolderDryRunReport report)
    {
        if (report.Steps.Count == 0)
        {
            console.Line($"Nothing is pending.");
            return;
        }

        if (report.IsUndeclared)
        {
            console.Line(
                $"[red]apply would be refused:[/] what a script does to data that is there, it must declare (-- opscenter: changes schema.table)."
            );
        }

        console.Line(
            report.IsPolite
                ? (FormattableString)
                    $"{Amount.Of(report.Steps.Count, "migration")} ran on a copy of the definitions. As far as the sizes of the tables tell, nobody would wait for longer than {report.MaxBlock.TotalSeconds:0.###} s."
                : $"[red]Others would wait for longer than {report.MaxBlock.TotalSeconds:0.###} s.[/] {Amount.Of(report.Steps.Count, "migration")} ran on a copy of the definitions."
        );
        foreach (var step in report.Steps)
        {
            console.Line($"  {step.Title} ({step.File})");
            FolderRunText.Write(console, step.Objects);
            FolderLossText.Write(console, FolderLossText.OfApply(step.Objects));
            foreach (var impact in step.Impacts)
            {
                Write(console, impact, report.MaxBlock);
            }

            foreach (var batches in step.Batches)
            {
                console.Line(
                    $"    batches {batches.Table}: {Amount.Of(batches.Rows, "row")} at a time by {batches.By}{(batches.Transactions is { } about ? $", about {Amount.OfBatches(about)}" : "")}"
                );
            }

            foreach (var change in step.Undeclared)
            {
                console.Line(
                    $"    [yellow]data    {change.Table}: {change.What}; not declared: -- opscenter: changes {change.Table}[/]"
                );
            }
        }

        console.Line(
            $"Not known: how long statements take that change rows. Nothing was executed on the database itself."
        );
    }

    private static string Rows(TableImpact impact) =>
        impact.Rows is { } rows ? $"about {Amount.Of(rows, "row")}" : "rows not counted yet";

    private static void Write(IAnsiConsole console, TableImpact impact, TimeSpan most)
    {
        console.Line(
            $"    lock    {impact.Lock} on {impact.Table} ({Rows(impact)}, {impact.Bytes / 1048576.0:0.#} MB) keeps out {impact.Blocks}"
        );
        if (impact.Work is not { } work)
        {
            return;
        }

        console.Line(
            impact.Blocked > most
                ? (FormattableString)
                    $"            [red]{work}: about {impact.Blocked.TotalSeconds:0.#} s[/]"
                : $"            {work}: about {impact.Blocked.TotalSeconds:0.#} s"
        );
        if (impact.Blocked > most && impact.Advice is { } advice)
        {
            console.Line($"            instead: {advice}");
        }
    }
}
