namespace OpsCenter.V1Traffic;

/// <summary>The distribution of arrivals over time.</summary>
public enum ArrivalPattern
{
    /// <summary>Independent arrivals, as from many users: exponentially distributed intervals.</summary>
    Poisson,

    /// <summary>Equal intervals.</summary>
    Steady,
}
