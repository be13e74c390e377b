namespace OpsCenter.Migrations.Objects;

/// <summary>What a script did to the rows of a table that was there before, by the server's counters of its transaction.</summary>
/// <param name="Table">The table as it was named before.</param>
/// <param name="Inserted">Rows inserted.</param>
/// <param name="Updated">Rows updated.</param>
/// <param name="Deleted">Rows deleted.</param>
public sealed record RowWrites(DatabaseObject Table, long Inserted, long Updated, long Deleted)
{
    /// <summary>Whether a row that was there before was changed or removed.</summary>
    public bool ChangesRows => Updated > 0 || Deleted > 0;
}
