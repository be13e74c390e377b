using OpsCenter.Migrations.Catalog;

namespace OpsCenter.MigrationService.Output;

/// <summary>One table before and after.</summary>
internal sealed record TableChange(string Name, TableImage? Before, TableImage? After)
{
    /// <summary>The columns that only the second image has.</summary>
    public IReadOnlyList<string> Added { get; } = Only(After, Before);

    /// <summary>The columns that only the first image has.</summary>
    public IReadOnlyList<string> Lost { get; } = Only(Before, After);

    /// <summary>All tables of both images: those that were there first.</summary>
    public static IReadOnlyList<TableChange> Of(SchemaChange change)
    {
        var after = change.After.Tables.ToDictionary(Key);
        var before = change.Before.Tables.Select(Key).ToHashSet();
        return
        [
            .. change.Before.Tables.Select(table => new TableChange(
                Title(table),
                table,
                after.GetValueOrDefault(Key(table))
            )),
            .. change
                .After.Tables.Where(table => !before.Contains(Key(table)))
                .Select(table => new TableChange(Title(table), null, table)),
        ];
    }

    private static (string, string) Key(TableImage table) => (table.Schema, table.Name);

    private static string Title(TableImage table) =>
        table.Schema == "public" ? table.Name : $"{table.Schema}.{table.Name}";

    private static IReadOnlyList<string> Only(TableImage? of, TableImage? without) =>
        [
            .. (of?.Columns ?? [])
                .Select(column => column.Name)
                .Except(
                    (without?.Columns ?? []).Select(column => column.Name),
                    StringComparer.Ordinal
                ),
        ];
}
