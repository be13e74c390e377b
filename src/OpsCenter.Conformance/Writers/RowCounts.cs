using System.Runtime.InteropServices;

namespace OpsCenter.Conformance.Writers;

/// <summary>Numbers of written rows.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RowCounts(long Inserted, long Updated, long Deleted)
{
    /// <summary>The sum of the numbers of the table's files: another one after TRUNCATE.</summary>
    public long Files { get; init; }

    /// <summary>Whether the table got other files.</summary>
    public bool IsTruncated { get; private init; }

    /// <summary>Whether anything was written.</summary>
    public bool HasAny => IsTruncated || Inserted + Updated + Deleted > 0;

    /// <summary>The sum of two parts of a table.</summary>
    public RowCounts And(RowCounts other) =>
        new(Inserted + other.Inserted, Updated + other.Updated, Deleted + other.Deleted)
        {
            Files = Files + other.Files,
        };

    /// <summary>What was written since an earlier count.</summary>
    public RowCounts Since(RowCounts earlier) =>
        new(Inserted - earlier.Inserted, Updated - earlier.Updated, Deleted - earlier.Deleted)
        {
            IsTruncated = Files != earlier.Files,
        };

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant($"{Inserted} inserted, {Updated} updated, {Deleted} deleted")
        + (IsTruncated ? ", truncated" : "");
}
