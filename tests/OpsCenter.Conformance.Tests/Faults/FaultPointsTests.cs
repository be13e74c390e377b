using OpsCenter.Conformance.Faults;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Conformance.Tests.Faults;

public sealed class FaultPointsTests
{
    [Fact]
    public void Chosen_points_include_the_first_and_the_last_and_depend_only_on_the_seed()
    {
        var chosen = FaultPoints.Choose(100, 6, seed: 7).ToArray();

        chosen.Length.ShouldBe(6);
        chosen[0].ShouldBe(1);
        chosen[^1].ShouldBe(100);
        chosen.ShouldBe(FaultPoints.Choose(100, 6, seed: 7));
        chosen.ShouldNotBe(FaultPoints.Choose(100, 6, seed: 8));
    }

    [Fact]
    public void Points_in_time_come_last_and_are_within_the_run()
    {
        var points = new FaultPoints(
            [new FaultPoint(FaultPointKind.Boundary, 1)],
            1
        ).WithInterruptions(new SqlScript("up.sql", "select 1"), moments: 3, seed: 7);

        points.Tried[0].Kind.ShouldBe(FaultPointKind.Boundary);
        var moments = points.Tried.Skip(1).ToArray();
        moments.Length.ShouldBe(3);
        moments.ShouldAllBe(point =>
            point.Kind == FaultPointKind.ElapsedTime && point.Number > 0 && point.Number < 100
        );
        moments.Distinct().Count().ShouldBe(3);
    }

    [Theory]
    [InlineData("do $$ begin commit; end $$", true)]
    [InlineData("call refresh()", true)]
    [InlineData("do $$ begin perform 1; end $$", false)]
    [InlineData("commit", false)]
    public void A_statement_that_may_commit_is_interrupted_after_that(string sql, bool may) =>
        new FaultPoints([], 0)
            .WithInterruptions(new SqlScript("up.sql", $"select 1; {sql}"), moments: 0, seed: 7)
            .Tried.ShouldBe(may ? [new FaultPoint(FaultPointKind.OwnCommit, 2)] : []);
}
