using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Tests.Laws;

/// <summary>Values without marks, such as true and false.</summary>
public sealed class KeepsNewDataTests
{
    [Fact]
    public async Task They_are_lost_with_their_column_if_there_is_no_new_column()
    {
        var outcome = await CheckAsync("alter table person drop column vip;");

        outcome.Evidence.ShouldContain(evidence => evidence.Text.Contains("public.person.vip"));
        outcome.Notes.ShouldBeEmpty();
    }

    [Fact]
    public async Task They_are_kept_in_a_new_column_with_their_name()
    {
        var outcome = await CheckAsync(
            "create table kept as select id, vip from person; alter table person drop column vip;"
        );

        outcome.Evidence.ShouldBeEmpty();
        outcome.Notes.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_new_column_with_another_name_gives_a_note()
    {
        var outcome = await CheckAsync(
            "create table kept as select id, vip as important from person; alter table person drop column vip;"
        );

        outcome.Evidence.ShouldBeEmpty();
        outcome.Notes.ShouldBe([
            "It is unknown whether the values written to public.person.vip are kept: values of its type are "
                + "not distinctive.",
        ]);
    }

    [Fact]
    public async Task A_table_and_a_column_that_get_their_old_names_back_keep_them()
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

    [Theory]
    [InlineData(
        "interval using make_interval(secs => secs)",
        "int using extract(epoch from secs)::int",
        true
    )]
    // What is written since has times of day.
    [InlineData(
        "timestamp using to_timestamp(secs)",
        "int using extract(epoch from date_trunc('day', secs))::int",
        false
    )]
    public async Task A_value_of_another_type_is_kept_if_its_conversions_restore_it(
        string there,
        string back,
        bool isKept
    )
    {
        var outcome = await OneLaw.CheckAsync(
            "keeps-new-data",
            "create table timer (id int primary key, secs int not null);",
            $"alter table timer alter secs type {there};",
            $"alter table timer alter secs type {back};"
        );

        (outcome.Evidence.Count == 0).ShouldBe(isKept);
    }

    [Theory]
    [InlineData("range (at)", "for values from ('2024-01-01') to ('2025-01-01')", "drop table new")]
    [InlineData("list (kind)", "for values in ('a', 'it''s')", "drop table new")]
    [InlineData(
        "range (id, at)",
        "for values from (-5, '2024-01-01') to (7, maxvalue)",
        "drop table new"
    )]
    [InlineData(
        "range (at)",
        "for values from ('2024-01-01') to ('2025-01-01')",
        "alter table visit detach partition new"
    )]
    public async Task Rows_of_a_new_partition_are_written(string key, string bounds, string down)
    {
        var outcome = await OneLaw.CheckAsync(
            "keeps-new-data",
            $"create table visit (id int not null, at date not null, kind text not null) partition by {key};",
            $"create table new partition of visit {bounds};",
            $"{down};"
        );

        (outcome.Evidence.Count > 0).ShouldBe(down == "drop table new");
        outcome.Obstacle.ShouldBeNull();
    }

    [Fact]
    public async Task A_column_that_the_down_script_leaves_with_another_type_is_a_matter_of_reversible()
    {
        var outcome = await OneLaw.CheckAsync(
            "keeps-new-data",
            "create table book (id varchar(40) primary key, title text);",
            "alter table book alter title set default '';",
            "alter table book alter title drop default; alter table book alter id type char(40);"
        );

        outcome.Evidence.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_down_script_that_fails_loses_no_rows_to_which_nobody_wrote()
    {
        var outcome = await OneLaw.CheckAsync(
            "keeps-new-data",
            "create table book (id char(36) primary key); insert into book values ('a');",
            "alter table book alter id type varchar(40);",
            "alter table book alter id type char(36);"
        );

        outcome.Evidence.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("numeric(12,4)", "numeric(10,2)")]
    [InlineData("numeric(10,2)", "numeric(12,1)")]
    [InlineData("numeric", "numeric(10,2)")]
    public async Task Values_that_both_types_hold_are_no_loss_of_the_down_script(
        string was,
        string type
    )
    {
        var outcome = await OneLaw.CheckAsync(
            "keeps-new-data",
            $"create table book (id int primary key, price {was}); insert into book values (1, 1.2);",
            $"alter table book alter price type {type};",
            $"alter table book alter price type {was};"
        );

        outcome.Evidence.ShouldBeEmpty();
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
