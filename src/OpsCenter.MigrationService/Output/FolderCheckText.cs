using OpsCenter.Conformance.Folders;
using OpsCenter.Conformance.Reports;
using OpsCenter.Conformance.Verdicts;
using OpsCenter.Migrations.Objects;
using Spectre.Console;

namespace OpsCenter.MigrationService.Output;

/// <summary>The sum of a folder's check in words: the verdicts were printed as they were found.</summary>
internal static class FolderCheckText
{
    public static void Write(IAnsiConsole console, FolderReport report)
    {
        if (report.Migrations.Count == 0)
        {
            console.Line(
                $"[green]Nothing to check[/]: no migration of {report.Folder} was selected."
            );
            return;
        }

        var colour = report.Conforms ? "green" : "red";
        console.Line($"[{colour}]{FolderSum.Of(report)}[/] ({report.Duration.TotalSeconds:0.0} s)");
        foreach (
            var law in report
                .Migrations.SelectMany(migration => migration.Broken)
                .GroupBy(law => law.Law, StringComparer.Ordinal)
                .OrderBy(group => FolderLaws.Rank(group.Key))
        )
        {
            console.Line($"  {law.Key} is broken by {Amount.Of(law.Count(), "migration")}");
        }

        var declared = report
            .Migrations.SelectMany(migration => migration.Report.Results)
            .Where(law => law.Verdict == Verdict.Declared)
            .Select(law => $"{law.Law} ({law.Reason})")
            .Distinct(StringComparer.Ordinal)
            .ToList();
        foreach (var law in declared)
        {
            console.Line($"  [yellow]not promised[/]: {law}");
        }
    }
}
