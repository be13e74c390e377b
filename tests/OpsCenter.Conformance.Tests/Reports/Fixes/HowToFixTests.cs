using OpsCenter.Conformance.Laws;
using OpsCenter.Conformance.Reports.Causes;
using OpsCenter.Conformance.Reports.Fixes;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Tests.Reports.Fixes;

public sealed class HowToFixTests
{
    public static TheoryData<string> Laws => [.. AllLaws.InOrder.Select(law => law.Id)];

    [Theory]
    [MemberData(nameof(Laws))]
    public void Each_law_says_how_to_fix_it(string law)
    {
        var text = Fix(law, "Something that no rule knows.", "");

        text.ShouldNotBeEmpty();
        text.ShouldNotContain("](");
        text.ShouldNotContain("##");
    }

    [Theory]
    [InlineData(
        "online",
        "read all 8 rows of public.note under SHARE",
        "create unique index i on note (a)",
        "create index concurrently"
    )]
    [InlineData(
        "online",
        "read all 8 rows of public.note under X",
        "alter table note alter column a set not null",
        "check (column is not null) not valid"
    )]
    [InlineData(
        "online",
        "read all 8 rows of public.note under X",
        "alter table note add constraint c check (a > 0)",
        "`not valid`"
    )]
    [InlineData(
        "online",
        "read all 8 rows of public.note under X",
        "alter table note add primary key (a)",
        "using index"
    )]
    [InlineData(
        "online",
        "rewrote the table public.note",
        "alter table note alter a type bigint",
        "column of the new type"
    )]
    [InlineData(
        "online",
        "rewrote the table public.note",
        "alter table note add column a uuid default gen_random_uuid()",
        "nullable and without a default"
    )]
    [InlineData(
        "online",
        "held strong locks on 2 tables in one transaction",
        "alter table b add c int",
        "one table in a transaction"
    )]
    [InlineData(
        "preserves-data",
        "public.note.a: 2 values have changed.",
        "update note set a = trim(a)",
        "--declare"
    )]
    [InlineData(
        "preserves-data",
        "public.note.a: 2 values have changed.",
        "alter table note alter column a type timestamp(0)",
        "Leave the column's type"
    )]
    [InlineData(
        "preserves-data",
        "public.note.a: 2 values have changed.",
        "alter table note alter column a set data type numeric(10,2)",
        "rounds or cuts"
    )]
    [InlineData(
        "keeps-old-writers",
        "it succeeded before, 22003 (integer out of range) after",
        "alter table note alter column a type int",
        "no longer holds"
    )]
    [InlineData(
        "keeps-old-writers",
        "it returns different rows: (1) before, (2) after",
        "update note set a = 2",
        "Leave them"
    )]
    [InlineData(
        "keeps-new-data",
        "Values written to public.note.a after the up script are not there after the down script.",
        "alter table note alter column a type int",
        "The old type does not hold"
    )]
    [InlineData("applies", "integer out of range (22003)", "", "does not hold")]
    [InlineData(
        "preserves-data",
        "public.note: the table is missing; it had 2 rows",
        "drop table note",
        "Keep it"
    )]
    [InlineData(
        "idempotent",
        "relation \"i\" already exists (42P07)",
        "create index i on note (a)",
        "`pg_index`"
    )]
    [InlineData(
        "idempotent",
        "relation \"t\" already exists (42P07)",
        "create table t (a int)",
        "to_regclass"
    )]
    [InlineData(
        "idempotent",
        "The second run wrote to public.note.",
        "update note set a = 1",
        "condition that is false"
    )]
    [InlineData(
        "keeps-old-writers",
        "it succeeded before, 23502 (null value in column) after",
        "alter table note add a int not null",
        "constant default"
    )]
    [InlineData(
        "keeps-old-writers",
        "it succeeded before, 42703 (column a does not exist) after",
        "alter table note rename a to b",
        "still use that name"
    )]
    [InlineData("reversible", "column public.note.a is new.", "", "leaves it behind")]
    [InlineData(
        "settings-proof",
        "With TimeZone = 'X': 4 values have changed.",
        "",
        "time zone 'UTC'"
    )]
    [InlineData("honest-exit", "it reports success, but column a is missing", "", "SQLSTATEs")]
    [InlineData("applies", "violates check constraint (23514)", "", "Rows of the base")]
    public void What_it_says_is_right_for_the_case(
        string law,
        string observed,
        string statement,
        string says
    ) => Fix(law, observed, statement).ShouldContain(says);

    [Fact]
    public void Nothing_is_said_twice_of_a_law()
    {
        var fixes = new HowToFix();
        Evidence[] evidence = [new("a"), new("b")];

        fixes.Next("portable", evidence, Cause.Unknown).ShouldHaveSingleItem();
        fixes.Next("portable", evidence, Cause.Unknown).ShouldBeEmpty();
        fixes.Next("any-base", evidence, Cause.Unknown).ShouldHaveSingleItem();
    }

    private static string Fix(string law, string observed, string statement) =>
        string.Join(
            '\n',
            new HowToFix().Next(
                law,
                [new Evidence(observed) { Statement = statement }],
                Cause.Unknown
            )
        );
}
