using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Tests.Verdicts;

public sealed class RepeatedEvidenceTests
{
    [Fact]
    public void The_same_observation_is_said_once_with_its_statements_counted()
    {
        var once = RepeatedEvidence
            .Once([
                new("A row differs.") { Statement = "select 1" },
                new("A row is gone."),
                new("A row differs.") { Statement = "select 2" },
                new("A row differs.") { Statement = "select 2" },
            ])
            .ToList();

        once.Select(one => one.Text)
            .ShouldBe(["A row differs. By 2 statements.", "A row is gone."]);
        once[0].Statement.ShouldBe("select 1");
    }

    [Fact]
    public void The_same_observation_of_one_statement_is_counted() =>
        RepeatedEvidence
            .Once([new("A row is gone."), new("A row is gone.")])
            .ShouldHaveSingleItem()
            .Text.ShouldBe("A row is gone. Seen 2 times.");

    [Fact]
    public void What_is_observed_of_many_objects_is_said_once_and_names_them() =>
        RepeatedEvidence
            .Once([
                new("column public.a.note is missing; it had 3 values."),
                new("The down script fails: down.sql, line 2: no such column (42703)."),
                new("column public.\"B c\".note is missing; it had 4 values."),
                new("column public.d.note is missing; it had 3 values."),
            ])
            .Select(one => one.Text)
            .ShouldBe([
                "column public.a.note is missing; it had 3 values. The same 2 times more: public.\"B c\".note; public.d.note.",
                "The down script fails: down.sql, line 2: no such column (42703).",
            ]);

    [Fact]
    public void Two_are_not_grouped_nor_what_was_or_became_something_else() =>
        RepeatedEvidence
            .Once([
                new("column public.a.x has changed.") { Samples = ["before: int", "after: text"] },
                new("column public.b.x has changed.") { Samples = ["before: int", "after: text"] },
                new("column public.c.x has changed.") { Samples = ["before: int", "after: date"] },
            ])
            .Count()
            .ShouldBe(3);

    [Fact]
    public void Errors_of_other_kinds_and_scripts_are_not_grouped() =>
        RepeatedEvidence
            .Once([
                new("The run fails: up.sql, line 1: it is there (42701)."),
                new("The run fails: down.sql, line 2: it is there (42701)."),
                new("The run fails: up.sql, line 3: it is there (42P07)."),
            ])
            .Count()
            .ShouldBe(3);

    [Fact]
    public void How_often_one_was_seen_does_not_keep_it_apart() =>
        RepeatedEvidence
            .Once([
                new("It fails: no \"a\"."),
                new("It fails: no \"a\"."),
                new("It fails: no \"b\"."),
                new("It fails: no \"c\"."),
            ])
            .ShouldHaveSingleItem()
            .Text.ShouldBe(
                "It fails: no \"a\". Seen 2 times. The same 2 times more: \"b\"; \"c\"."
            );

    [Fact]
    public void A_long_list_of_names_is_cut() =>
        RepeatedEvidence
            .Once(Enumerable.Range(1, 20).Select(at => new Evidence($"public.t{at} is missing.")))
            .ShouldHaveSingleItem()
            .Text.ShouldEndWith("public.t9, and 11 others.");
}
