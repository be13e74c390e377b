using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Tests.Laws;

/// <summary>What is said of values that, like true and false, are found anywhere.</summary>
public sealed class KeepsNewDataTests
{
    [Fact]
    public async Task They_are_lost_with_their_column_if_there_is_no_new_place_for_them()
    {
        var outcome = await CheckAsync("alter table person drop column vip;");

        outcome.Evidence.ShouldContain(evidence => evidence.Text.Contains("public.person.vip"));
        outcome.Notes.ShouldBeEmpty();
    }

    [Fact]
    public async Task They_are_kept_in_a_new_place_that_has_their_name()
    {
        var outcome = await CheckAsync(
            "create table kept as select id, vip from person; alter table person drop column vip;"
        );

        outcome.Evidence.ShouldBeEmpty();
        outcome.Notes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Whether_a_new_place_of_another_name_has_them_cannot_be_told_and_a_note_says_so()
    {
        var outcome = await CheckAsync(
            "create table kept as select id, vip as important from person; alter table person drop column vip;"
        );

        outcome.Evidence.ShouldBeEmpty();
        outcome.Notes.ShouldBe([
            "Whether what was written to public.person.vip is kept cannot be told: the values of its type are anywhere.",
        ]);
    }

    [Fact]
    public async Task A_table_and_a_column_that_are_called_as_before_again_keep_them()
    {
        const string up =
            "alter table person rename member to vip; alter table person rename to customer;";

        var outcome = await CheckAsync(
            "alter table customer rename to person; alter table person rename vip to member;",
            up
        );
        var lost = await CheckAsync(
            "alter table customer rename to person; alter table person drop vip, add member boolean;",
            up
        );

        outcome.Evidence.ShouldBeEmpty();
        outcome.Notes.ShouldBeEmpty();
        lost.Evidence.ShouldHaveSingleItem().Text.ShouldContain("public.customer.vip");
    }

    private static Task<LawOutcome> CheckAsync(
        string down,
        string up = "alter table person add column vip boolean default false;"
    ) =>
        OneLaw.CheckAsync(
            "keeps-new-data",
            "create table person (id int primary key, name text not null, member boolean);",
            up,
            down
        );
}
