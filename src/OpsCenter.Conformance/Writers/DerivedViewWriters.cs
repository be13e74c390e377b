using OpsCenter.Conformance.Rows;

namespace OpsCenter.Conformance.Writers;

/// <summary>
/// Derives statements of an existing program that writes to the views of the base. What a view shows is left to preserves-schema and
/// preserves-data: a row that the up script inserts may be in any view.
/// </summary>
internal static class DerivedViewWriters
{
    private const int MaximumViews = 30;

    /// <summary>Statements for views on the concerned tables. This inserts rows into the database of the row generator.</summary>
    public static async Task<IReadOnlyList<OldWriter>> DeriveAsync(
        RowGenerator rows,
        IReadOnlyList<ViewShape> views,
        IReadOnlyList<TableShape> concerned,
        CancellationToken cancellation
    )
    {
        var writers = new List<OldWriter>();
        var areAll = concerned.Count == rows.Catalog.Tables.Count;
        foreach (
            var view in views
                .Where(view =>
                    areAll
                    || concerned.Any(table =>
                        view.Tables.Contains(table.Name, StringComparer.Ordinal)
                    )
                )
                .Take(MaximumViews)
        )
        {
            var shape = view.AsTable(rows.Catalog);
            if ((await rows.InsertAsync(shape, RowColumns.Usual, cancellation)).Row is { } row)
            {
                writers.AddRange(Of(row, view.Tables is [var table] ? table : null));
            }
        }

        return writers;
    }

    /// <summary>Statements on a row that the program itself has inserted: the rows of the base may have other values.</summary>
    private static IEnumerable<OldWriter> Of(GeneratedRow row, string? table)
    {
        var view = row.Table;
        yield return new(table, [.. row.Parents.SelectMany(parent => parent.Statements)], row.Sql);
        if (row.Values.Where(value => value.Value.Marks.Count > 0).ToArray() is not [var key, ..])
        {
            yield break;
        }

        var where = $"where {key.Key}::text = {key.Value.Literal}";
        var changed = row.Values.Keys.FirstOrDefault(column => column != key.Key) ?? key.Key;
        yield return new(
            table,
            row.Statements,
            $"update {view.Name} set {changed} = {changed} {where}"
        );
        yield return new(table, row.Statements, $"delete from {view.Name} {where}");
    }
}
