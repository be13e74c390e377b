namespace OpsCenter.Migrations.Preservation;

/// <summary>The content of all preserved tables and sequences in one snapshot.</summary>
/// <param name="Algorithm">The id of the algorithm.</param>
/// <param name="TakenAt">When.</param>
/// <param name="Tables">One per table that could be read.</param>
/// <param name="Sequences">One per sequence that could be read.</param>
/// <param name="Unchecked">What could not be read.</param>
/// <param name="Snapshot">The snapshot, as <c>pg_current_snapshot()</c> wrote it; null if it is unknown, or of another cluster.</param>
internal sealed record DigestSet(
    string Algorithm,
    DateTimeOffset TakenAt,
    IReadOnlyList<TableDigest> Tables,
    IReadOnlyList<SequenceDigest> Sequences,
    IReadOnlyList<UncheckedTable> Unchecked,
    string? Snapshot = null
);
