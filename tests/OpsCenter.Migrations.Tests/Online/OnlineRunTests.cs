using OpsCenter.Migrations.Online;

namespace OpsCenter.Migrations.Tests.Online;

/// <summary>What is left counts as the progress does, which numbers the steps.</summary>
public sealed class OnlineRunTests
{
    [Theory]
    [InlineData(0, "Done: nothing.\nLeft: step 1; and 2 more.")]
    [InlineData(1, "Done: step 1.\nLeft: step 2; and 1 more.")]
    [InlineData(2, "Done: 2 steps, the last: step 2.\nLeft: step 3.")]
    [InlineData(3, "Done: 3 steps, the last: step 3.\nLeft: complete the record.")]
    public void It_says_what_is_done_and_what_is_left(int done, string said)
    {
        List<ScriptUnit> units =
        [
            .. Enumerable
                .Range(1, 3)
                .Select(number => new ScriptUnit(
                    "transaction",
                    $"step {number}",
                    "SHARE",
                    [],
                    "t",
                    null,
                    [],
                    []
                )),
        ];
        var run = new OnlineRun();
        run.Begin(units);
        foreach (var unit in units.Take(done))
        {
            run.Done(unit);
        }

        run.ToString().ShouldBe(said);
    }
}
