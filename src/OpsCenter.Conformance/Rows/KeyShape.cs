namespace OpsCenter.Conformance.Rows;

/// <summary>A unique index or exclusion constraint.</summary>
/// <param name="Name">The index, not quoted.</param>
/// <param name="IsPrimary">Whether it is the primary key.</param>
/// <param name="IsPartial">Whether it has a condition or expressions: then ON CONFLICT cannot name it by columns.</param>
/// <param name="Columns">Every column that it looks at, quoted.</param>
internal sealed record KeyShape(
    string Name,
    bool IsPrimary,
    bool IsPartial,
    IReadOnlyList<string> Columns
);
