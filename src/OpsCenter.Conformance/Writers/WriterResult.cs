namespace OpsCenter.Conformance.Writers;

/// <summary>The result of a statement.</summary>
/// <param name="SqlState">The SQLSTATE of the error; null if it succeeded.</param>
/// <param name="Message">The message of the error.</param>
/// <param name="Affected">The number of rows that it wrote, or -1.</param>
/// <param name="Columns">The column names of the result.</param>
/// <param name="Rows">The rows of the result as text of the server; NULL is null.</param>
/// <param name="TableRows">
/// The rows of its table afterwards, with the columns of the base; empty if it failed, null if the table lacks some of
/// these columns.
/// </param>
internal sealed record WriterResult(
    string? SqlState,
    string? Message,
    int Affected,
    IReadOnlyList<string> Columns,
    IReadOnlyList<IReadOnlyList<string?>> Rows,
    IReadOnlyList<IReadOnlyList<string?>>? TableRows
)
{
    /// <summary>
    /// Whether it failed within a trigger by an error that no trigger raises on purpose: a name that is not there, or NULL in another table.
    /// </summary>
    public bool IsFaultOfATrigger { get; init; }

    /// <summary>The numbers of rows that it wrote to each table of the base.</summary>
    public IReadOnlyDictionary<string, RowCounts> Written { get; init; } =
        new Dictionary<string, RowCounts>(StringComparer.Ordinal);

    /// <summary>The rows of its table before it, like <see cref="TableRows"/>.</summary>
    public IReadOnlyList<IReadOnlyList<string?>> Initial { get; init; } = [];
}
