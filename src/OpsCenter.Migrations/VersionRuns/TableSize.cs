namespace OpsCenter.Migrations.VersionRuns;

/// <summary>The size of a table, as the catalogs have it.</summary>
/// <param name="Rows">About how many rows, by the last ANALYZE; null if there was none.</param>
/// <param name="Bytes">Without indexes.</param>
/// <param name="HasRows">Whether it, or one of its partitions, has a file that is not empty.</param>
internal sealed record TableSize(long? Rows, long Bytes, bool HasRows)
{
    public static TableSize None { get; } = new(null, 0, HasRows: false);
}
