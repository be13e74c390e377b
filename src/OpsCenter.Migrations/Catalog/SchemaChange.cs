namespace OpsCenter.Migrations.Catalog;

/// <summary>Two images of a schema, side by side.</summary>
/// <param name="Before">Before the script.</param>
/// <param name="After">After it.</param>
public sealed record SchemaChange(SchemaImage Before, SchemaImage After)
{
    /// <summary>The tables that the second image has and the first has not.</summary>
    public IEnumerable<TableImage> NewTables =>
        After.Tables.Where(table => Same(Before, table) is null);

    /// <summary>The tables that the first image has and the second has not.</summary>
    public IEnumerable<TableImage> LostTables =>
        Before.Tables.Where(table => Same(After, table) is null);

    /// <summary>The tables of both whose columns differ, as they were and as they are.</summary>
    public IEnumerable<(TableImage Before, TableImage After)> ChangedTables =>
        from before in Before.Tables
        let after = Same(After, before)
        where after is not null && !Columns(before).SequenceEqual(Columns(after))
        select (before, after);

    private static IEnumerable<(string, string)> Columns(TableImage table) =>
        table.Columns.Select(column => (column.Name, column.Type));

    private static TableImage? Same(SchemaImage image, TableImage table) =>
        image.Tables.FirstOrDefault(other =>
            other.Schema == table.Schema && other.Name == table.Name
        );
}
