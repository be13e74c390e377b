using OpsCenter.Conformance.Rows;

namespace OpsCenter.Conformance.Writers;

/// <summary>A value written to a column that the base does not have.</summary>
/// <param name="Table">The quoted table with its schema.</param>
/// <param name="Column">The quoted column.</param>
/// <param name="Value">The value.</param>
internal sealed record NewValue(string Table, string Column, GeneratedValue Value)
{
    /// <summary>Whether it refers to a row of a table.</summary>
    public bool IsReference { get; init; }
}
