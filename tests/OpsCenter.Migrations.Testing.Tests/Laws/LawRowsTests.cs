using OpsCenter.Conformance.Laws;
using OpsCenter.Conformance.Verdicts;
using OpsCenter.Migrations.Testing.Laws;
using OpsCenter.Scripts.Statements;
using Xunit.Sdk;

namespace OpsCenter.Migrations.Testing.Tests.Laws;

public sealed class LawRowsTests
{
    [Fact]
    public async Task There_is_a_row_for_each_law_base_and_major_named_by_them()
    {
        var rows = await new EachLawAttribute().GetData(
            typeof(OnTwoMajors).GetMethod(nameof(MigrationConformance.Law))!,
            new DisposalTracker()
        );

        rows.Count.ShouldBe(AllLaws.InOrder.Count * 2);
        rows.Select(row => $"{row.TestDisplayName} [{row.Label}]")
            .ShouldContain("preserves-data [only, PostgreSQL 13]");
        rows.ShouldAllBe(row => row.Traits!["law"].Single() == row.TestDisplayName);
    }

    [Theory]
    [InlineData(Verdict.Broken)]
    [InlineData(Verdict.NotChecked)]
    public void What_is_not_proved_fails(Verdict verdict) =>
        Record
            .Exception(() => LawVerdict.Pass(Result(verdict)))
            .ShouldBeAssignableTo<IAssertionException>()
            .ShouldBeAssignableTo<Exception>()!
            .Message.ShouldContain("What it demands.");

    [Fact]
    public void What_holds_passes() =>
        Record.Exception(() => LawVerdict.Pass(Result(Verdict.Holds))).ShouldBeNull();

    [Fact]
    public void A_law_with_nothing_to_check_is_skipped()
    {
        var skipped = false;
        try
        {
            LawVerdict.Pass(Result(Verdict.NothingToCheck));
        }
        // Record.Exception would skip this test.
        catch (SkipException)
        {
            skipped = true;
        }

        skipped.ShouldBeTrue();
    }

    [Fact]
    public void A_declared_law_passes_with_a_warning()
    {
        LawVerdict.Pass(Result(Verdict.Declared));

        TestContext.Current.Warnings.ShouldNotBeNull().ShouldHaveSingleItem().ShouldContain("why");
    }

    private static LawResult Result(Verdict verdict) =>
        new(
            "law",
            "What it demands.",
            verdict,
            verdict == Verdict.Holds ? LawOutcome.Holds() : LawOutcome.Broken("Seen."),
            "why",
            TimeSpan.Zero
        );

    private sealed class OnTwoMajors : MigrationConformance
    {
        public override IReadOnlyList<BaseSchema> Bases => [new("only", Up)];

        public override SqlScript Up { get; } = new("up.sql", "select 1");

        public override SqlScript Down => Up;

        public override IReadOnlyList<int> Majors => [13, 18];
    }
}
