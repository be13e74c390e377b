using OpsCenter.Migrations.Catalog;

namespace OpsCenter.MigrationService.Output.Documents;

/// <summary>One table before and after: its columns, or null where it does not exist.</summary>
internal sealed record TableDocument(
    string Table,
    IReadOnlyList<ColumnDocument>? Before,
    IReadOnlyList<ColumnDocument>? After
)
{
    public static IReadOnlyList<TableDocument> Of(SchemaChange change) =>
        [
            .. TableChange
                .Of(change)
                .Select(row => new TableDocument(
                    row.Name,
                    ColumnDocument.Of(row.Before),
                    ColumnDocument.Of(row.After)
                )),
        ];
}
