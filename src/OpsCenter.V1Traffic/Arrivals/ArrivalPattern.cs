namespace OpsCenter.V1Traffic.Arrivals;

/// <summary>How arrivals are spread over time.</summary>
public enum ArrivalPattern
{
    /// <summary>Independent of each other, as from many users: exponentially distributed gaps.</summary>
    Poisson,

    /// <summary>At equal distances.</summary>
    Steady,
}
