using OpsCenter.V1Traffic.Arrivals;
using OpsCenter.V1Traffic.Operations;

namespace OpsCenter.V1Traffic;

/// <summary>How much traffic, of what, for how long.</summary>
public sealed record TrafficOptions
{
    /// <summary>Operations that arrive in a second, above 0, whether or not the server keeps up.</summary>
    public double RatePerSecond
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            field = value;
        }
    } = 20;

    /// <summary>Sessions that work on what has arrived, above 0, each with a connection of its own.</summary>
    public int Clients
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            field = value;
        }
    } = 4;

    /// <summary>How long operations arrive; null until the run is stopped.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>The same seed gives the same operations at the same times.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How the arrivals are spread.</summary>
    public ArrivalPattern Pattern { get; init; } = ArrivalPattern.Poisson;

    /// <summary>Which operations arrive.</summary>
    public OperationMix Mix { get; init; } = OperationMix.Backend;

    /// <summary>How long a stopped run goes on with what has arrived. What is not done by then is cut off and told as unfinished.</summary>
    public TimeSpan DrainLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How many operations are remembered one by one, the last ones, some 50 bytes each. Only for their time can a window be
    /// reported; the report of the whole run covers every operation, whatever its length.
    /// </summary>
    public int Remembered { get; init; } = 500_000;
}
