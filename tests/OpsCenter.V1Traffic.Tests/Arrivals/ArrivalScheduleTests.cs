using OpsCenter.V1Traffic.Arrivals;

namespace OpsCenter.V1Traffic.Tests.Arrivals;

public class ArrivalScheduleTests
{
    [Fact]
    public void The_same_seed_gives_the_same_arrivals_and_another_others()
    {
        First(new TrafficOptions { Seed = 7 }).ShouldBe(First(new TrafficOptions { Seed = 7 }));
        First(new TrafficOptions { Seed = 7 }).ShouldNotBe(First(new TrafficOptions { Seed = 8 }));
    }

    [Theory]
    [InlineData(ArrivalPattern.Poisson)]
    [InlineData(ArrivalPattern.Steady)]
    public void The_rate_is_kept_over_time(ArrivalPattern pattern)
    {
        var options = new TrafficOptions { RatePerSecond = 50, Pattern = pattern };

        // 20 000 arrivals at 50 a second; a Poisson process strays by some three seconds.
        ArrivalSchedule
            .Of(options)
            .ElementAt(19_999)
            .Due.TotalSeconds.ShouldBe(400, pattern == ArrivalPattern.Poisson ? 20 : 0.1);
    }

    [Fact]
    public void Nothing_arrives_after_the_duration()
    {
        var options = new TrafficOptions { Duration = TimeSpan.FromSeconds(3) };

        var arrivals = ArrivalSchedule.Of(options).ToList();

        arrivals.ShouldNotBeEmpty();
        arrivals.ShouldAllBe(arrival => arrival.Due <= options.Duration);
        arrivals.Select(arrival => arrival.Due).ShouldBeInOrder();
    }

    private static List<Arrival> First(TrafficOptions options) =>
        [.. ArrivalSchedule.Of(options).Take(100)];
}
