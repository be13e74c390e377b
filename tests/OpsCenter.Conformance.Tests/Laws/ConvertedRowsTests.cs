namespace OpsCenter.Conformance.Tests.Laws;

/// <summary>Scripts that convert the values of all rows, also of those that were written between them.</summary>
public sealed class ConvertedRowsTests
{
    [Theory]
    [InlineData("set version = version + 1", "set version = version - 1", false)]
    [InlineData("set is_on = not is_on", "set is_on = (not is_on)", false)]
    // These lose values.
    [InlineData("set version = 1", "set version = 0", true)]
    [InlineData("set cost = round(cost)", "set cost = round(cost, 1)", true)]
    public async Task A_conversion_that_both_scripts_make_loses_nothing(
        string there,
        string back,
        bool isLost
    )
    {
        var outcome = await OneLaw.CheckAsync(
            "keeps-new-data",
            """
            create table module (id int primary key, version int not null, is_on boolean not null, cost numeric not null);
            insert into module values (1, 3, true, 250.5), (2, 5, false, 1.5);
            """,
            $"update module {there};",
            $"update module {back};"
        );

        (outcome.Evidence.Count > 0).ShouldBe(isLost);
        outcome.Obstacle.ShouldBeNull();
    }
}
