namespace OpsCenter.Conformance.Snapshots;

/// <summary>A difference between two snapshots of the data.</summary>
/// <param name="Table">The quoted name of the table or sequence with its schema.</param>
/// <param name="Column">The column, or null.</param>
/// <param name="Problem">A description.</param>
/// <param name="Samples">Some of the rows or values.</param>
public sealed record DataDifference(
    string Table,
    string? Column,
    string Problem,
    IReadOnlyList<string> Samples
)
{
    /// <summary>Whether there are only additional rows: no row is missing, changed or duplicated.</summary>
    public bool IsAddition { get; init; }

    /// <summary>Whether a sequence only moved on: no INSERT, not even one that is rolled back, leaves it where it was.</summary>
    public bool IsGap { get; init; }

    /// <summary>The later position of a sequence, counted away from its start; null for a table.</summary>
    public decimal? Position { get; init; }

    /// <summary>Whether it tells of rows of which the later snapshot has more copies.</summary>
    public bool AreDuplicates { get; init; }

    /// <summary>Whether it tells of rows that the earlier snapshot does not have.</summary>
    public bool AreNewRows { get; init; }

    /// <summary>Whether it tells of a materialized view: refreshed, it follows its tables.</summary>
    internal bool IsRefreshed { get; init; }

    /// <inheritdoc/>
    public override string ToString() =>
        (Column is null ? Table : $"{Table}.{Column}")
        + $": {Problem}"
        + (Samples.Count == 0 ? "" : $" ({string.Join("; ", Samples)})");
}
