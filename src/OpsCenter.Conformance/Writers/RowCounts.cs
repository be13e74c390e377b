using System.Runtime.InteropServices;

namespace OpsCenter.Conformance.Writers;

/// <summary>Numbers of written rows.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RowCounts(long Inserted, long Updated, long Deleted)
{
    public RowCounts Minus(RowCounts other) =>
        new(Inserted - other.Inserted, Updated - other.Updated, Deleted - other.Deleted);

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant($"{Inserted} inserted, {Updated} updated, {Deleted} deleted");
}
