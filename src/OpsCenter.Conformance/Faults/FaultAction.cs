namespace OpsCenter.Conformance.Faults;

/// <summary>What happens to the script at a fault point.</summary>
internal enum FaultAction
{
    /// <summary>Nothing: the points are only counted.</summary>
    Count,

    /// <summary>An SQL error, like that of a full disk.</summary>
    Error,

    /// <summary>The server process of the session is terminated.</summary>
    Kill,

    /// <summary>The session waits until the test releases it.</summary>
    Hold,
}
