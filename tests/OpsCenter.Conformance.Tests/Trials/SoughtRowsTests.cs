using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Laws;
using OpsCenter.Conformance.Verdicts;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Conformance.Tests.Trials;

/// <summary>The base gets rows for the conditions of the up script.</summary>
public sealed class SoughtRowsTests
{
    private const string Books = "create table book (id int primary key, kind text not null)";

    [Fact]
    public async Task A_row_is_made_of_the_condition()
    {
        var report = await CheckAsync(
            Books,
            "update book set kind = 'b' where kind = 'a'",
            "update book set kind = 'a' where kind = 'b'",
            "applies",
            "preserves-data"
        );

        report.Results[0].Verdict.ShouldBe(Verdict.Holds);
        report.Results[0].Outcome.Notes.ShouldHaveSingleItem().ShouldContain("'a')");
        report.Results[1].Outcome.Evidence.ShouldHaveSingleItem().Samples.ShouldBe(["'a' -> 'b'"]);
    }

    [Theory]
    [InlineData(
        "if not exists (select from book where kind = 'a') then insert into book values (1, 'a'); end if;"
    )]
    [InlineData(
        "if (select count(*) from book where kind = 'a') = 0 then insert into book values (1, 'a'); end if;"
    )]
    public async Task A_row_that_keeps_the_script_from_its_work_is_left_out(string body)
    {
        var report = await CheckAsync(
            Books,
            $"do $$ begin {body} end $$",
            "delete from book where kind = 'a'",
            "applies",
            "reversible"
        );

        report.Results.ShouldAllBe(result => result.Verdict == Verdict.Holds);
    }

    [Fact]
    public async Task A_table_of_another_schema_with_quoted_names_and_a_reference_gets_one()
    {
        var report = await CheckAsync(
            """
            create schema "S";
            create type "S"."Kind" as enum ('new', 'old');
            create table "S"."Shelf" ("Id" int generated always as identity primary key, "Name" text not null unique);
            create table "S"."Book" ("Id" bigint generated always as identity, "Shelf" int not null references "S"."Shelf",
                "Kind" "S"."Kind" not null, "Twice" int generated always as ("Count" * 2) stored, "Count" int not null check ("Count" > 0))
            """,
            "update \"S\".\"Book\" b set \"Kind\" = 'old' where b.\"Kind\" = 'new' and \"Count\" < 5",
            "select 1",
            "preserves-data"
        );

        report.Results[0].Outcome.Evidence.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData(
        "create table log (day date not null, kind text not null) partition by range (day); create table log_all partition of log default"
    )]
    [InlineData(
        "create table parent (kind text not null); create table log (n int) inherits (parent)"
    )]
    [InlineData(
        "create domain kinds as text check (value in ('a', 'b')); create table log (kind kinds)"
    )]
    public async Task Any_kind_of_table_gets_one(string schema)
    {
        var report = await CheckAsync(
            schema,
            "update log set kind = 'b' where kind = 'a'",
            "select 1",
            "preserves-data"
        );

        report.Results[0].Outcome.Evidence.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_row_with_which_the_up_script_fails_is_left_out_and_told()
    {
        var report = await CheckAsync(
            Books + "; insert into book values (1, 'b')",
            "update book set kind = 'b' where kind = 'a'; create unique index on book (kind)",
            "select 1",
            "applies",
            "preserves-data"
        );

        report.Results.ShouldAllBe(result => result.Verdict == Verdict.Holds);
        report.Results[0].Outcome.Notes.ShouldHaveSingleItem().ShouldContain("the up script fails");
    }

    [Fact]
    public async Task Nothing_is_added_where_the_base_has_such_a_row()
    {
        var report = await CheckAsync(
            Books + "; insert into book values (1, 'a')",
            "update book set kind = 'b' where kind = 'a'",
            "select 1",
            "applies"
        );

        report.Results[0].Outcome.Notes.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_down_script_that_deletes_what_a_new_program_may_write_loses_it()
    {
        var report = await CheckAsync(
            Books,
            "alter table book add pages int",
            "delete from book where kind = 'audio'; alter table book drop pages",
            "keeps-new-data"
        );

        report
            .Results[0]
            .Outcome.Evidence.ShouldContain(evidence =>
                evidence.Text.StartsWith("public.book: 1 rows")
            );
    }

    [Fact]
    public async Task One_that_deletes_what_the_up_script_inserted_loses_nothing()
    {
        var report = await CheckAsync(
            Books,
            "insert into book values (7, 'audio')",
            "delete from book where kind = 'audio'",
            "keeps-new-data",
            "reversible"
        );

        report.Results.ShouldAllBe(result => result.Verdict == Verdict.Holds);
    }

    private static async Task<ConformanceReport> CheckAsync(
        string schema,
        string up,
        string down,
        params string[] laws
    )
    {
        await using var server = await DatabaseServer.ConnectAsync(
            await TestServer.For(TestMajors.Newest).ConnectionStringAsync()
        );
        return await ConformanceCheck.RunAsync(
            new MigrationPair
            {
                Name = "pair",
                Base = new SqlScript("base.sql", schema),
                Up = new SqlScript("up.sql", up),
                Down = new SqlScript("down.sql", down),
            },
            server,
            [.. laws.Select(law => AllLaws.Find(law)!)]
        );
    }
}
