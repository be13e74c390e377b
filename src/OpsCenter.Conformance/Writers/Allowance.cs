namespace OpsCenter.Conformance.Writers;

/// <summary>A kind of row that the base refuses and the migrated database may accept.</summary>
/// <param name="Table">The quoted table with its schema.</param>
/// <param name="Column">The quoted column; null if two rows with the same key are allowed.</param>
/// <param name="Literal">The value; null for a generated one that only the new type holds.</param>
/// <param name="SameKey">The quoted columns that two rows may now share.</param>
internal sealed record Allowance(
    string Table,
    string? Column,
    string? Literal,
    IReadOnlyList<string> SameKey
)
{
    /// <summary>The least length of a generated text.</summary>
    public int Length { get; init; }
}
