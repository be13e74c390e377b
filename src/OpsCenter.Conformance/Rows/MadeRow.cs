namespace OpsCenter.Conformance.Rows;

/// <summary>A row that was made and that the table took.</summary>
/// <param name="Table">Of which table.</param>
/// <param name="Values">By quoted column: those that the insert names.</param>
/// <param name="Parents">Rows that were made first, because it refers to them and there were none.</param>
internal sealed record MadeRow(
    TableShape Table,
    IReadOnlyDictionary<string, MadeValue> Values,
    IReadOnlyList<MadeRow> Parents
)
{
    /// <summary>The insert of this row.</summary>
    public string Sql => InsertText.Of(Table, Values);

    /// <summary>The inserts of its parents and then of itself: they work on any copy of the database for which it was made.</summary>
    public IReadOnlyList<string> Statements =>
        [.. Parents.SelectMany(parent => parent.Statements), Sql];
}
