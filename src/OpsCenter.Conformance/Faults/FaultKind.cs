namespace OpsCenter.Conformance.Faults;

/// <summary>What happens at a point of a running script.</summary>
internal enum FaultKind
{
    /// <summary>Nothing: points are counted.</summary>
    Count,

    /// <summary>An error, as of a full disk.</summary>
    Error,

    /// <summary>The server's process of the session ends.</summary>
    Kill,

    /// <summary>The session is held until the gate opens.</summary>
    Hold,
}
