namespace OpsCenter.Migrations.Planning;

/// <summary>A table that was there before and that a plan touches, as big as the catalog says it is.</summary>
/// <param name="Oid">Its object identifier.</param>
/// <param name="Schema">Its schema.</param>
/// <param name="Name">Its name.</param>
/// <param name="Rows">Its rows, as the server estimates them; null if it was never analyzed.</param>
/// <param name="Bytes">The bytes of its rows, without indexes.</param>
public sealed record PlannedTable(long Oid, string Schema, string Name, long? Rows, long Bytes)
{
    /// <summary>What a sequential read and a sort get through in a second, roughly, on a modest disk.</summary>
    private const double BytesPerSecond = 100e6;

    /// <summary>How long a read of all of it takes, roughly.</summary>
    public TimeSpan ReadTime => TimeSpan.FromSeconds(Bytes / BytesPerSecond);
}
