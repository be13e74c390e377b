namespace OpsCenter.Conformance.Tests.Laws;

/// <summary>A column whose enum the down script makes anew, and so has another OID.</summary>
public sealed class NewEnumLabelTests
{
    [Theory]
    [InlineData("update job set state = 'open' where state = 'gone';", "('open')", true)]
    [InlineData("", "('open', 'gone')", false)]
    public async Task A_label_that_the_down_script_replaces_is_lost(
        string update,
        string labels,
        bool isLost
    )
    {
        var outcome = await OneLaw.CheckAsync(
            "keeps-new-data",
            "create type state as enum ('open'); create table job (id int primary key, state state);",
            "alter type state add value 'gone';",
            $"""
            {update}
            alter type state rename to former;
            create type state as enum {labels};
            alter table job alter state type state using state::text::state;
            drop type former;
            """
        );

        (outcome.Evidence.Count > 0).ShouldBe(isLost);
        outcome.Obstacle.ShouldBeNull();
    }
}
