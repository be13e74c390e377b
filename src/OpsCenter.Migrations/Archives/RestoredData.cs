namespace OpsCenter.Migrations.Archives;

/// <summary>What became of an archive.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Table">The table, qualified and quoted.</param>
/// <param name="Restored">Rows inserted, or rows whose values were filled in.</param>
/// <param name="Kept">
/// Rows of the table that hold other values than the archive, and were left as they are. The archive stays open then, unless the
/// options say that such rows are kept.
/// </param>
/// <param name="Obstacle">Why nothing was restored; null if it was, or if nothing but <see cref="WaitsFor"/> is missing.</param>
public sealed record RestoredData(long Id, string Table, long Restored, long Kept, string? Obstacle)
{
    /// <summary>The pending migration whose rollback archived it: it is restored when that is applied again. Null if that is applied.</summary>
    public string? WaitsFor { get; init; }

    /// <summary>Rows of the archive that were in the table already, with the same values.</summary>
    public long Present { get; init; }

    /// <summary>
    /// Rows that the script inserted when it was applied again, and that are equal to restored ones but for their key: one row is there
    /// twice, under two numbers.
    /// </summary>
    public long Doubled { get; init; }

    /// <summary>The keys of <see cref="Kept"/> rows, the first few of them, as column=value.</summary>
    public IReadOnlyList<string> KeptKeys { get; init; } = [];

    /// <summary>The migration whose rollback archived it, where the table as it is now kept some of it from being restored.</summary>
    public string? Version { get; init; }

    /// <summary>
    /// How many migrations a rollback takes back to apply its migration anew: that one, and those applied after it. Null if it is not applied.
    /// </summary>
    public int? Steps { get; init; }
}
