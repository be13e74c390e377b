using OpsCenter.Migrations.Online;
using OpsCenter.Migrations.Planning;

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
        var run = new OnlineRun();
        Run(run, done);

        run.ToString().ShouldBe(said);
    }

    [Theory]
    [InlineData(0, "Done: create 2 objects.\nLeft: step 1; and 2 more.")]
    [InlineData(2, "Done: create 2 objects; 2 steps, the last: step 2.\nLeft: step 3.")]
    public void What_the_script_did_before_its_steps_is_none_of_them(int done, string said)
    {
        var run = new OnlineRun();
        run.Committed([
            new MigrationStep(StepKind.Added, "table", "public", "a", null, "created a"),
            new MigrationStep(StepKind.Added, "table", "public", "b", null, "created b"),
        ]);
        Run(run, done);

        run.ToString().ShouldBe(said);
    }

    private static void Run(OnlineRun run, int done)
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
        run.Begin(units);
        foreach (var unit in units.Take(done))
        {
            run.Done(unit);
        }
    }
}
