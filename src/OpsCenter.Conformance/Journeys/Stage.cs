namespace OpsCenter.Conformance.Journeys;

/// <summary>What can go wrong on the way there and back.</summary>
internal enum Stage
{
    /// <summary>The way forward fails.</summary>
    Applies,

    /// <summary>The way forward fails and leaves something.</summary>
    RefusesCleanly,

    /// <summary>The way forward changes rows of the base.</summary>
    PreservesData,

    /// <summary>The way forward changes the base's schema.</summary>
    PreservesSchema,

    /// <summary>The way back fails.</summary>
    Returns,

    /// <summary>The way back does not leave the base.</summary>
    Reverses,
}
