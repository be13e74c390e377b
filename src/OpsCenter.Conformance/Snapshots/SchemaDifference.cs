namespace OpsCenter.Conformance.Snapshots;

/// <summary>A fact that differs between two snapshots.</summary>
/// <param name="Identity">The object or property that the fact describes.</param>
/// <param name="Before">The definition in the first snapshot; null if it is missing there.</param>
/// <param name="After">The definition in the second snapshot; null if it is missing there.</param>
public sealed record SchemaDifference(string Identity, string? Before, string? After)
{
    /// <summary>Whether only the order of the columns of a table differs.</summary>
    public bool IsColumnOrder => new SchemaFact(Identity, "").IsColumnOrder;

    /// <inheritdoc/>
    public override string ToString() =>
        Before is null ? $"{Identity} is new: {After}"
        : After is null ? $"{Identity} is missing: {Before}"
        : $"{Identity} has changed: {Before} -> {After}";
}
