using OpsCenter.Conformance.Rows;

namespace OpsCenter.Conformance.Writers;

/// <summary>
/// A kind of row that the base refuses and the migrated database may accept, or for which the down script looks.
/// </summary>
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
    /// <summary>The quoted column of the key in which the second row has the same letters in upper case; null if it has the same value.</summary>
    public string? InOtherCase { get; init; }

    /// <summary>The least length of a generated text.</summary>
    public int Length { get; init; }

    /// <summary>The size of a generated number; null for values of other types.</summary>
    public NumericLimits? Size { get; init; }

    /// <summary>The quoted columns with the same generated value.</summary>
    public IReadOnlyList<string> Equal { get; init; } = [];

    /// <summary>The quoted columns with generated values, each greater than the one before.</summary>
    public IReadOnlyList<string> Ascending { get; init; } = [];

    /// <summary>Given values of a row, by quoted column, such as those for which the down script looks; null for the other kinds.</summary>
    public IReadOnlyDictionary<string, GeneratedValue>? Row { get; init; }
}
