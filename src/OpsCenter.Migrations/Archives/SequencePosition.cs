using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Archives;

/// <summary>Where a sequence stands.</summary>
/// <param name="Oid">Its OID.</param>
/// <param name="Schema">Its schema.</param>
/// <param name="Name">Its name.</param>
/// <param name="Ascends">Whether its numbers grow.</param>
/// <param name="Value">The last number that it gave out; null if it gave out none.</param>
internal sealed record SequencePosition(
    long Oid,
    string Schema,
    string Name,
    bool Ascends,
    long? Value
)
{
    /// <summary>Its name, as it stands in a statement.</summary>
    public string Title => SqlName.Table(Schema, Name);

    /// <summary>Whether it gave out a number that another position, or a sequence that is gone, has not.</summary>
    public bool IsBeyond(SequencePosition? other) =>
        Value is { } value
        && (other?.Value is not { } reached || (Ascends ? value > reached : value < reached));
}
