namespace OpsCenter.V1Traffic.Arrivals;

/// <summary>All arrivals of a run, in order. They depend only on the options, not on the server.</summary>
internal static class ArrivalSchedule
{
    public static IEnumerable<Arrival> Of(TrafficOptions options)
    {
        var random = new Random(options.Seed);
        var due = TimeSpan.Zero;
        for (var number = 0L; ; number++)
        {
            due += Gap(options, random);
            if (due > options.Duration)
            {
                yield break;
            }

            yield return new Arrival(number, due, options.Mix.Draw(random), random.Next());
        }
    }

    private static TimeSpan Gap(TrafficOptions options, Random random) =>
        TimeSpan.FromSeconds(1 / options.RatePerSecond)
        // 1 - NextDouble() is above 0, so that its logarithm exists.
        * (options.Pattern == ArrivalPattern.Steady ? 1 : -Math.Log(1 - random.NextDouble()));
}
