using OpsCenter.Migrations.Catalog;

namespace OpsCenter.MigrationService.Output.Documents;

/// <summary>One column.</summary>
internal sealed record ColumnDocument(string Name, string Type)
{
    public static IReadOnlyList<ColumnDocument>? Of(TableImage? table) =>
        table is null
            ? null
            : [.. table.Columns.Select(column => new ColumnDocument(column.Name, column.Type))];
}
