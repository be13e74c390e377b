namespace OpsCenter.Migrations.Preservation;

/// <summary>The content of all preserved tables and sequences in one snapshot.</summary>
internal sealed record DigestSet(
    string Algorithm,
    DateTimeOffset TakenAt,
    IReadOnlyList<TableDigest> Tables,
    IReadOnlyList<SequenceDigest> Sequences,
    IReadOnlyList<UncheckedTable> Unchecked
);
