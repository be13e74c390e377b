using OpsCenter.Migrations.Catalog;
using Spectre.Console;

namespace OpsCenter.MigrationService.Output;

/// <summary>What became of the tables, in a line for each kind of change.</summary>
internal static class SchemaSummary
{
    private const int MarkWidth = 9;

    public static void Write(IAnsiConsole console, SchemaChange change)
    {
        var rows = TableChange.Of(change);
        Item(console, "new", "green", [.. rows.Where(row => row.Before is null)]);
        Item(console, "removed", "yellow", [.. rows.Where(row => row.After is null)]);
        foreach (var row in rows.Where(IsChanged))
        {
            console.Item("changed", "green", MarkWidth, $"{row.Name}{Columns(row)}");
        }

        Item(
            console,
            "same",
            "dim",
            [.. rows.Where(row => row is { Before: not null, After: not null } && !IsChanged(row))]
        );
    }

    private static bool IsChanged(TableChange row) =>
        row is { Before: not null, After: not null } && row.Added.Count + row.Lost.Count > 0;

    private static string Columns(TableChange row) =>
        (row.Added.Count > 0 ? $" + {string.Join(", ", row.Added)}" : "")
        + (row.Lost.Count > 0 ? $" - {string.Join(", ", row.Lost)}" : "");

    private static void Item(
        IAnsiConsole console,
        string mark,
        string colour,
        IReadOnlyList<TableChange> rows
    )
    {
        if (rows.Count > 0)
        {
            console.Item(
                mark,
                colour,
                MarkWidth,
                $"{StepSummary.Count(rows.Count, "table")}: {string.Join(", ", rows.Select(row => row.Name))}"
            );
        }
    }
}
