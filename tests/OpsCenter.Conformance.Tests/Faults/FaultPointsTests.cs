using OpsCenter.Conformance.Faults;

namespace OpsCenter.Conformance.Tests.Faults;

public sealed class FaultPointsTests
{
    [Fact]
    public void Points_that_are_chosen_have_the_first_and_the_last_and_are_the_same_for_a_seed()
    {
        var chosen = FaultPoints.Choose(100, 6, seed: 7).ToArray();

        chosen.Length.ShouldBe(6);
        chosen[0].ShouldBe(1);
        chosen[^1].ShouldBe(100);
        chosen.ShouldBe(FaultPoints.Choose(100, 6, seed: 7));
        chosen.ShouldNotBe(FaultPoints.Choose(100, 6, seed: 8));
    }

    [Fact]
    public void Moments_come_after_the_points_and_within_the_time()
    {
        var points = new FaultPoints([new FaultPoint(FaultPlace.Boundary, 1)], 1).WithMoments(
            3,
            seed: 7
        );

        points.Tried[0].Place.ShouldBe(FaultPlace.Boundary);
        var moments = points.Tried.Skip(1).ToArray();
        moments.Length.ShouldBe(3);
        moments.ShouldAllBe(point =>
            point.Place == FaultPlace.Moment && point.Number > 0 && point.Number < 100
        );
        moments.Distinct().Count().ShouldBe(3);
    }
}
