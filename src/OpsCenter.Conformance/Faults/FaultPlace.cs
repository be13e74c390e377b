namespace OpsCenter.Conformance.Faults;

/// <summary>What kind of point of a script it is.</summary>
internal enum FaultPlace
{
    /// <summary>Before a statement.</summary>
    Boundary,

    /// <summary>In a statement that builds or drops an index concurrently, while it waits for others.</summary>
    Waiting,

    /// <summary>At a DDL command, also within a DO block or function.</summary>
    Command,

    /// <summary>Any time: a part of what an undisturbed run takes.</summary>
    Moment,
}
