namespace OpsCenter.Conformance.Rows;

/// <summary>A unique index or exclusion constraint.</summary>
/// <param name="Name">The name of the index, not quoted.</param>
/// <param name="IsPrimary">Whether it is the primary key.</param>
/// <param name="IsPartial">
/// Whether it has a condition or expressions, so that a column list of ON CONFLICT cannot match it.
/// </param>
/// <param name="Columns">The quoted columns that it refers to.</param>
internal sealed record KeyShape(
    string Name,
    bool IsPrimary,
    bool IsPartial,
    IReadOnlyList<string> Columns
)
{
    /// <summary>The condition of a partial index; null if it has none.</summary>
    public string? Condition { get; init; }

    /// <summary>The expressions of the index; null if it has none.</summary>
    public string? Expressions { get; init; }
}
