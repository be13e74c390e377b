namespace OpsCenter.Conformance.Trials;

/// <summary>Which of the two scripts.</summary>
internal enum Direction
{
    /// <summary>The up script. It starts from the base.</summary>
    Up,

    /// <summary>The down script. It starts from the migrated database.</summary>
    Down,
}
