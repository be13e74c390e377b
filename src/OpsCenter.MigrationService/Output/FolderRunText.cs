using OpsCenter.Migrations.Objects;
using OpsCenter.Migrations.VersionRuns;
using Spectre.Console;

namespace OpsCenter.MigrationService.Output;

/// <summary>What an apply or a rollback of a folder did, in words.</summary>
internal static class FolderRunText
{
    private const int MostObjects = 8;

    public static void WriteApply(IAnsiConsole console, FolderReport report)
    {
        console.Line(
            report.Steps.Count == 0
                ? (FormattableString)$"Nothing is pending."
                : $"{Amount.Of(report.Steps.Count, "migration")} applied."
        );
        foreach (var file in report.AcceptedEdits)
        {
            console.Line($"  The edit of {file} was recorded: it counts as applied as it is now.");
        }

        Write(console, report, FolderLossText.OfApply);
        if (report.Left.Count > 0)
        {
            console.Line($"Still pending: {string.Join(", ", report.Left)}");
        }
    }

    public static void WriteRollback(IAnsiConsole console, FolderReport report)
    {
        console.Line(
            report.Steps.Count == 0
                ? (FormattableString)$"Nothing is applied."
                : $"{Amount.Of(report.Steps.Count, "migration")} rolled back."
        );
        Write(console, report, FolderLossText.OfRollback);
    }

    private static void Write(
        IAnsiConsole console,
        FolderReport report,
        Func<ObjectDifference, IEnumerable<string>> losses
    )
    {
        foreach (var step in report.Steps)
        {
            console.Line(
                $"  {step.Title} ({step.File ?? "undone from the record"}), {DurationText.Of(step.Duration)}"
            );
            Write(console, step.Effects.Objects);
            FolderLossText.Write(console, losses(step.Effects.Objects));
            foreach (var rows in step.Effects.Rows)
            {
                console.Line(
                    $"    rows    {rows.Table.Identity}: {rows.Inserted} inserted, {rows.Updated} updated, {rows.Deleted} deleted"
                );
            }

            foreach (var batches in step.Effects.Batches)
            {
                console.Line(
                    $"    batches {batches.Table}: {Amount.Of(batches.Rows, "row")} in {Amount.OfBatches(batches.Batches)}"
                );
            }

            if (!step.Effects.AreRowsCounted)
            {
                console.Line($"    rows    not counted (--preserve off)");
            }

            foreach (var data in step.Archived)
            {
                console.Line($"    archive {data.What}, in {data.Table}");
            }

            foreach (var rights in step.LostRights)
            {
                console.Line(
                    $"    lost    {rights}: not archived, and no script gives them; grant them again after the next apply"
                );
            }
        }
    }

    /// <summary>The objects that a script created, changed and dropped.</summary>
    public static void Write(IAnsiConsole console, ObjectDifference objects)
    {
        Write(console, "create", objects.Created);
        Write(console, "change", [.. objects.Changed.Select(pair => pair.After)]);
        Write(console, "drop", objects.Dropped);
    }

    private static void Write(
        IAnsiConsole console,
        string verb,
        IReadOnlyList<DatabaseObject> objects
    )
    {
        // The columns of a table that is created or dropped say nothing more.
        var tables = objects
            .Where(found => found.Kind == "table")
            .Select(found => found.Identity)
            .ToHashSet(StringComparer.Ordinal);
        var shown = objects
            .Where(found => found.Kind != "column" || !tables.Contains(found.Table ?? ""))
            .ToList();
        foreach (var found in shown.Take(MostObjects))
        {
            console.Line($"    {verb, -7} {found.ToString()}");
        }

        if (shown.Count > MostObjects)
        {
            console.Line($"    {verb, -7} and {shown.Count - MostObjects} more");
        }
    }
}
