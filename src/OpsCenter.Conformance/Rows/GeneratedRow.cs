namespace OpsCenter.Conformance.Rows;

/// <summary>A generated row that was inserted into its table.</summary>
/// <param name="Table">The table.</param>
/// <param name="Values">The values of the columns that the INSERT names, by quoted column.</param>
/// <param name="Parents">The referenced rows that had to be generated first.</param>
internal sealed record GeneratedRow(
    TableShape Table,
    IReadOnlyDictionary<string, GeneratedValue> Values,
    IReadOnlyList<GeneratedRow> Parents
)
{
    /// <summary>The INSERT of this row.</summary>
    public string Sql => InsertStatement.Of(Table, Values);

    /// <summary>The INSERTs of its parents and of itself. They work on any copy of the same database.</summary>
    public IReadOnlyList<string> Statements =>
        [.. Parents.SelectMany(parent => parent.Statements), Sql];
}
