namespace OpsCenter.Conformance.Locks;

/// <summary>
/// The lock modes that conflict with writes or reads of other sessions (manual, "Table-Level Locks"). The values are
/// those of the server.
/// </summary>
internal enum LockMode
{
    /// <summary>SHARE: other sessions cannot write.</summary>
    Share = 5,

    /// <summary>SHARE ROW EXCLUSIVE: like SHARE, and conflicts with itself.</summary>
    ShareRowExclusive = 6,

    /// <summary>EXCLUSIVE: other sessions can only read.</summary>
    Exclusive = 7,

    /// <summary>ACCESS EXCLUSIVE: other sessions cannot read.</summary>
    AccessExclusive = 8,
}
