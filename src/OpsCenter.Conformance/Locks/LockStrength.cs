namespace OpsCenter.Conformance.Locks;

/// <summary>The lock modes that keep other sessions' writes or reads waiting (manual, "Table-Level Locks"), by the server's own numbers.</summary>
internal enum LockStrength
{
    /// <summary>SHARE: no other session writes.</summary>
    Share = 5,

    /// <summary>SHARE ROW EXCLUSIVE: as SHARE, and against itself.</summary>
    ShareRowExclusive = 6,

    /// <summary>EXCLUSIVE: others only read.</summary>
    Exclusive = 7,

    /// <summary>ACCESS EXCLUSIVE: others do not even read.</summary>
    AccessExclusive = 8,
}
