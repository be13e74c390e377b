namespace OpsCenter.Conformance.Snapshots;

/// <summary>A fact that is not the same in two snapshots.</summary>
/// <param name="Identity">What it is about.</param>
/// <param name="Before">What the first snapshot says; null if it knows nothing of it.</param>
/// <param name="After">What the second one says; null if it knows nothing of it.</param>
public sealed record SchemaDifference(string Identity, string? Before, string? After)
{
    /// <summary>Whether it tells nothing but the order of a table's columns.</summary>
    public bool IsColumnOrder => new SchemaFact(Identity, "").IsColumnOrder;

    /// <inheritdoc/>
    public override string ToString() =>
        Before is null ? $"{Identity} is new: {After}"
        : After is null ? $"{Identity} is gone: {Before}"
        : $"{Identity} is changed: {Before} -> {After}";
}
