using OpsCenter.Migrations.Operations;
using Spectre.Console;

namespace OpsCenter.MigrationService.Output;

/// <summary>A dry run in words.</summary>
internal static class DryRunText
{
    public static void Write(IAnsiConsole console, DryRunReport report, bool full)
    {
        console.Line(
            report.NothingStayed
                ? $"{report.Migration} was executed in {report.Duration.TotalMilliseconds:0} ms and rolled back. Nothing stayed: catalog and data are what they were."
                : (FormattableString)
                    $"[red]{report.Migration} was rolled back, but it is not proved that nothing stayed.[/]"
        );
        if (report.CatalogDifferences.Count > 0)
        {
            console.Line(
                $"These catalogs differ: {string.Join(", ", report.CatalogDifferences)}. Did another session change the schema? Repeat when it has ended."
            );
        }

        if (report.OnCopy)
        {
            console.Line(
                $"It ran on an empty copy of the tables' definitions, in a database of its own that was dropped since: on the tables themselves it would keep others waiting (--allow-blocking does that)."
            );
        }

        PreservationText.Write(console, report.Preservation);
        StepText.WriteBesideSchema(console, report.Steps, full);
        SchemaText.Write(console, report.Schema);
        NextText.Write(console, report.NothingStayed ? "opscenter apply" : null);
    }
}
