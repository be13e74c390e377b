namespace OpsCenter.Conformance.Snapshots;

/// <summary>What a later snapshot of the data has not got any more, or has got besides.</summary>
/// <param name="Table">The table, quoted and with its schema; or a sequence.</param>
/// <param name="Column">The column, if it is about one.</param>
/// <param name="Problem">What it is, in words.</param>
/// <param name="Samples">Rows or values, at most a handful.</param>
public sealed record DataDifference(
    string Table,
    string? Column,
    string Problem,
    IReadOnlyList<string> Samples
)
{
    /// <summary>Whether nothing of the earlier data is missing or changed: there are rows besides, and none is there twice.</summary>
    public bool IsAddition { get; init; }

    /// <inheritdoc/>
    public override string ToString() =>
        (Column is null ? Table : $"{Table}.{Column}")
        + $": {Problem}"
        + (Samples.Count == 0 ? "" : $" ({string.Join("; ", Samples)})");
}
