namespace OpsCenter.Conformance.Searches;

/// <summary>A condition by which a script chooses rows of one table.</summary>
/// <param name="Line">The line of its statement in the script.</param>
/// <param name="Table">The table as written.</param>
/// <param name="Alias">The alias of the table, or null.</param>
/// <param name="Condition">The condition as written; <c>true</c> if the statement takes every row.</param>
/// <param name="Rows">Values of rows that may fulfil it, each by the column as written.</param>
internal sealed record Search(
    int Line,
    string Table,
    string? Alias,
    string Condition,
    IReadOnlyList<IReadOnlyDictionary<string, string>> Rows
)
{
    /// <summary>Whether its statement deletes the rows.</summary>
    public bool Deletes { get; init; }
}
