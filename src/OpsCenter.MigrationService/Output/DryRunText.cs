using OpsCenter.Migrations.Operations;
using Spectre.Console;

namespace OpsCenter.MigrationService.Output;

/// <summary>A dry run in words.</summary>
internal static class DryRunText
{
    public const string OnCopy =
        "It ran on an empty copy of the tables' definitions, in a database of its own that was dropped since: on the tables themselves it would keep "
        + "others waiting (--allow-blocking does that).";

    /// <summary>The verdict in one sentence.</summary>
    public static string Outcome(DryRunReport report) =>
        report.NothingStayed
            ? FormattableString.Invariant(
                $"{report.Migration} was executed in {DurationText.Of(report.Duration)} and rolled back. Nothing stayed: catalog and data are what they were."
            )
            : $"{report.Migration} was rolled back, but it is not proved that nothing stayed.";

    /// <summary>Which catalogs differ afterwards.</summary>
    public static string Differences(DryRunReport report) =>
        $"These catalogs differ: {string.Join(", ", report.CatalogDifferences)}. Did another session change the schema? Repeat when it has ended.";

    public static void Write(IAnsiConsole console, DryRunReport report, bool full)
    {
        console.Line(
            report.NothingStayed
                ? (FormattableString)$"{Outcome(report)}"
                : $"[red]{Outcome(report)}[/]"
        );
        if (report.CatalogDifferences.Count > 0)
        {
            console.Line($"{Differences(report)}");
        }

        if (report.OnCopy)
        {
            console.Line($"{OnCopy}");
        }

        PreservationText.Write(console, report.Preservation);
        StepText.WriteBesideSchema(console, report.Steps, full);
        SchemaText.Write(console, report.Schema, full);
        NextText.Write(
            console,
            (report.NothingStayed, full) switch
            {
                (false, _) => null,
                (_, true) => "opscenter apply",
                _ => "opscenter apply; opscenter dry-run --full shows all columns before and after",
            }
        );
    }
}
