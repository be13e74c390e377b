namespace OpsCenter.Conformance.Convergence;

/// <summary>Which of the two scripts.</summary>
internal enum Direction
{
    /// <summary>The way forward, from the base.</summary>
    Up,

    /// <summary>The way back, from the migrated database.</summary>
    Down,
}
