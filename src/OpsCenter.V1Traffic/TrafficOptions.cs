using OpsCenter.V1Traffic.Operations;

namespace OpsCenter.V1Traffic;

/// <summary>Options of the traffic.</summary>
public sealed record TrafficOptions
{
    /// <summary>Operations that arrive per second, above 0, even if the server is slower.</summary>
    public double RatePerSecond
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            field = value;
        }
    } = 20;

    /// <summary>Sessions that execute the operations, above 0, each with its own connection.</summary>
    public int Clients
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            field = value;
        }
    } = 4;

    /// <summary>The duration of the arrivals; null until the run is stopped.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>The same seed gives the same operations at the same times.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The distribution of the arrivals.</summary>
    public ArrivalPattern Pattern { get; init; } = ArrivalPattern.Poisson;

    /// <summary>The frequency of each operation.</summary>
    public OperationMix Mix { get; init; } = OperationMix.Backend;

    /// <summary>
    /// The maximum time to finish queued operations after a stop. The rest is canceled and reported as unfinished.
    /// </summary>
    public TimeSpan DrainLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The number of last operations that are stored individually, with about 50 bytes each. A part of the run can be
    /// reported only as long as its operations are stored; the report of the whole run covers all operations.
    /// </summary>
    public int Remembered { get; init; } = 500_000;
}
