namespace OpsCenter.Migrations.Archives;

/// <summary>A column of a table.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type, as it stands in a statement.</param>
/// <param name="IsGenerated">Whether its values are computed from others.</param>
/// <param name="IsBuiltIn">Whether its type and its collation are PostgreSQL's own, so that no script drops them.</param>
/// <param name="Missing">The constant that rows have that were there before the column, as text; null if there is none.</param>
internal sealed record ColumnShape(
    int Number,
    string Name,
    string Type,
    bool IsGenerated,
    bool IsBuiltIn,
    string? Missing
)
{
    /// <summary>Whether an UPDATE may not set it: an identity that is always generated.</summary>
    public bool IsFixed { get; init; }

    /// <summary>Whether a row without a value gets one.</summary>
    public bool HasDefault { get; init; }
}
