namespace OpsCenter.Migrations.Planning;

/// <summary>What a script said about one object. The values are those of the script protocol in docs/architecture.md.</summary>
public enum StepKind
{
    /// <summary>Created, or would be (<c>OCADD</c>).</summary>
    Added,

    /// <summary>Wanted, and already there as wanted (<c>OCKEP</c>).</summary>
    Kept,

    /// <summary>Wanted, and there with a compatible difference that stays (<c>OCDIF</c>).</summary>
    Differs,

    /// <summary>Left out, with the reason (<c>OCSKP</c>).</summary>
    Skipped,

    /// <summary>Stands in the way; the script would refuse (<c>OCOBS</c>).</summary>
    Obstacle,

    /// <summary>Dropped, or would be (<c>OCDRP</c>).</summary>
    Dropped,

    /// <summary>Rows copied to the archive, or would be (<c>OCARC</c>).</summary>
    Archived,

    /// <summary>Archived rows or values brought back, or would be (<c>OCRES</c>).</summary>
    Restored,

    /// <summary>Something the operator should know or do (<c>OCTIP</c>).</summary>
    Advice,

    /// <summary>The outcome in one line (<c>OCEND</c>).</summary>
    Outcome,
}
