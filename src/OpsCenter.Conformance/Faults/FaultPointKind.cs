namespace OpsCenter.Conformance.Faults;

/// <summary>The kind of a fault point.</summary>
internal enum FaultPointKind
{
    /// <summary>Before a statement, or at the end of the script.</summary>
    Boundary,

    /// <summary>
    /// In a statement that builds or drops an index concurrently, while it waits for other transactions.
    /// </summary>
    ConcurrentBuild,

    /// <summary>In a statement with a COMMIT of its own (DO, CALL), right after the first one.</summary>
    OwnCommit,

    /// <summary>At a DDL command, including those in DO blocks and functions.</summary>
    DdlCommand,

    /// <summary>After a part of the duration of an undisturbed run.</summary>
    ElapsedTime,
}
