namespace OpsCenter.Conformance.Trials;

/// <summary>A check of an <see cref="UpDownRun"/> that can fail.</summary>
internal enum Stage
{
    /// <summary>The up script succeeds.</summary>
    Applies,

    /// <summary>An up script that fails changes nothing.</summary>
    RefusesCleanly,

    /// <summary>The up script keeps the rows of the base.</summary>
    PreservesData,

    /// <summary>The up script keeps the schema of the base.</summary>
    PreservesSchema,

    /// <summary>The down script succeeds.</summary>
    RollsBack,

    /// <summary>The down script restores the base.</summary>
    Reverses,
}
