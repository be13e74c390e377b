using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Tests.Verdicts;

/// <summary>The verdicts of several majors as one.</summary>
public sealed class MergedResultTests
{
    [Fact]
    public void What_is_the_same_on_all_majors_is_said_once()
    {
        var merged = Merged(
            (Verdict.Broken, LawOutcome.Broken("A row is gone.", "delete from t")),
            (Verdict.Broken, LawOutcome.Broken("A row is gone.", "delete from t"))
        );

        merged.Verdict.ShouldBe(Verdict.Broken);
        merged.Outcome.Evidence.ShouldHaveSingleItem().Text.ShouldBe("A row is gone.");
        merged.Duration.ShouldBe(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void What_differs_names_its_major()
    {
        var merged = Merged(
            (Verdict.Holds, LawOutcome.Holds("It waited 3 ms.")),
            (Verdict.Broken, LawOutcome.Broken("A row is gone."))
        );

        merged.Verdict.ShouldBe(Verdict.Broken);
        merged
            .Outcome.Evidence.ShouldHaveSingleItem()
            .Text.ShouldBe("On PostgreSQL 18: A row is gone.");
        merged.Outcome.Notes.ShouldHaveSingleItem().ShouldBe("On PostgreSQL 15: It waited 3 ms.");
    }

    [Fact]
    public void A_law_that_was_not_checked_on_one_major_is_not_checked()
    {
        var merged = Merged(
            (Verdict.Holds, LawOutcome.Holds()),
            (Verdict.NotChecked, LawOutcome.NotChecked("No disk."))
        );

        merged.Verdict.ShouldBe(Verdict.NotChecked);
        merged.Outcome.Obstacle.ShouldBe("On PostgreSQL 18: No disk.");
    }

    [Fact]
    public void A_law_that_had_something_to_check_on_one_major_holds()
    {
        var merged = Merged(
            (Verdict.NothingToCheck, LawOutcome.NothingToCheck("No column.")),
            (Verdict.Holds, LawOutcome.Holds())
        );

        merged.Verdict.ShouldBe(Verdict.Holds);
        merged.Outcome.Obstacle.ShouldBeNull();
        merged.Outcome.IsVacuous.ShouldBeFalse();
    }

    private static LawResult Merged(
        (Verdict Verdict, LawOutcome Outcome) on15,
        (Verdict Verdict, LawOutcome Outcome) on18
    ) => MergedResult.Of([(15, Result(on15)), (18, Result(on18))]);

    private static LawResult Result((Verdict Verdict, LawOutcome Outcome) found) =>
        new("law", "What it demands.", found.Verdict, found.Outcome, null, TimeSpan.FromSeconds(1));
}
