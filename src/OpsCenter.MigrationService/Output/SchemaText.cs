using OpsCenter.Migrations.Catalog;
using Spectre.Console;

namespace OpsCenter.MigrationService.Output;

/// <summary>Tables and columns before and after, as the catalog has them.</summary>
internal static class SchemaText
{
    /// <param name="console">Where to.</param>
    /// <param name="change">The images.</param>
    /// <param name="full">A line for each table, and all columns, instead of one for each kind of change.</param>
    public static void Write(IAnsiConsole console, SchemaChange change, bool full)
    {
        if (!full)
        {
            SchemaSummary.Write(console, change);
            return;
        }

        var rows = TableChange.Of(change);
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumns("table", "before", "after");
        foreach (var row in rows)
        {
            table.AddRow(
                Markup.Escape(TerminalText.Printable(row.Name)),
                row.Before is null ? "❌ does not exist" : "✅ existing",
                Markup.Escape(After(row))
            );
        }

        console.Write(table);
        foreach (var row in rows.Where(row => row is { Before: not null, After: not null }))
        {
            Columns(console, row);
        }
    }

    private static string After(TableChange row) =>
        row switch
        {
            { Before: null } => "✅ NEW",
            { After: null } => "❌ removed",
            { Added.Count: > 0 } => $"✅ existing + {row.Added.Count} new columns",
            { Lost.Count: > 0 } => $"✅ existing - {row.Lost.Count} columns",
            _ => "✅ existing",
        };

    private static void Columns(IAnsiConsole console, TableChange row)
    {
        if (row.Added.Count + row.Lost.Count == 0)
        {
            return;
        }

        console.Line(
            $"{row.Name} columns before: {string.Join(", ", row.Before!.Columns.Select(column => column.Name))}"
        );
        var kept = row.After!.Columns.Select(column => column.Name)
            .Except(row.Added, StringComparer.Ordinal);
        console.Line(
            row.Added.Count == 0
                ? (FormattableString)$"{row.Name} columns after: {string.Join(", ", kept)}"
                : $"{row.Name} columns after: {string.Join(", ", kept)} + [green]{string.Join(", ", row.Added)}[/]"
        );
    }
}
