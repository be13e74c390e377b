namespace OpsCenter.Migrations.Preservation;

/// <summary>A sequence's position and parameters at one moment.</summary>
internal sealed record SequenceDigest(
    long Oid,
    string Schema,
    string Name,
    long LastValue,
    bool IsCalled,
    long Increment,
    string Parameters
);
