using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Tests.Laws;

/// <summary>A down script that works only until somebody writes.</summary>
public sealed class DownAfterUseTests
{
    [Fact]
    public async Task The_evidence_has_the_one_row_that_suffices()
    {
        var outcome = await CheckAsync(
            "create table visit (id int primary key, guest text not null, room varchar(4))",
            "alter table visit alter guest drop not null; alter table visit alter room type varchar(40);",
            "alter table visit alter guest set not null; alter table visit alter room type varchar(4);"
        );

        outcome.Evidence.Count.ShouldBe(2);
        outcome.Evidence[0].Text.ShouldContain("down.sql, line 1: column \"guest\"");
        outcome.Evidence[0].Samples.ShouldHaveSingleItem().ShouldContain("NULL");
        outcome.Evidence[1].Text.ShouldContain("value too long");
        outcome.Evidence[1].Samples.ShouldHaveSingleItem();
    }

    [Theory]
    // Domain, enum, dropped key, dropped reference, dropped exclusion.
    [InlineData(
        "create domain rating as int check (value between 1 and 5); create table film (id int primary key, stars rating not null)",
        "alter domain rating drop constraint rating_check; alter domain rating add check (value between 1 and 10);",
        "alter domain rating drop constraint rating_check; alter domain rating add check (value between 1 and 5);"
    )]
    [InlineData(
        "create type mood as enum ('sad'); create table pet (id int primary key, mood mood not null)",
        "alter table pet alter mood type text using mood::text;",
        "alter table pet alter mood type mood using mood::mood;"
    )]
    [InlineData(
        "create table shelf (id int primary key); create table book (id int primary key, shelf int references shelf)",
        "alter table book drop constraint book_shelf_fkey;",
        "alter table book add constraint book_shelf_fkey foreign key (shelf) references shelf;"
    )]
    [InlineData(
        "create table shift (id int primary key, at int4range, exclude using gist (at with &&))",
        "alter table shift drop constraint shift_at_excl;",
        "alter table shift add exclude using gist (at with &&);"
    )]
    [InlineData(
        "create table code (id int generated always as identity primary key, name text); create unique index code_name on code (lower(name))",
        "drop index code_name;",
        "create unique index code_name on code (lower(name));"
    )]
    [InlineData(
        "create extension citext; create table member (mail citext primary key)",
        "alter table member alter mail type text;",
        "alter table member alter mail type citext;"
    )]
    public async Task What_the_migration_allows_is_tried(string schema, string up, string down) =>
        (await CheckAsync(schema, up, down)).Evidence.ShouldNotBeEmpty();

    [Fact]
    public async Task A_down_script_that_repairs_such_rows_holds()
    {
        var outcome = await CheckAsync(
            "create table visit (id int primary key, guest text not null)",
            "alter table visit alter guest drop not null;",
            "update visit set guest = '' where guest is null; alter table visit alter guest set not null;"
        );

        outcome.Evidence.ShouldBeEmpty();
        outcome.Obstacle.ShouldBeNull();
    }

    [Fact]
    public async Task One_that_always_fails_is_not_checked()
    {
        var outcome = await CheckAsync(
            "create table visit (id int)",
            "alter table visit add guest text;",
            "drop table visitor;"
        );

        outcome.Evidence.ShouldBeEmpty();
        outcome.Obstacle.ShouldNotBeNull().ShouldContain("to which nobody wrote");
        outcome.IsVacuous.ShouldBeFalse();
    }

    [Fact]
    public async Task Without_a_table_there_is_nothing_to_check() =>
        (
            await CheckAsync(
                "create sequence numbers",
                "create sequence more;",
                "drop sequence more;"
            )
        ).IsVacuous.ShouldBeTrue();

    private static Task<LawOutcome> CheckAsync(string schema, string up, string down) =>
        OneLaw.CheckAsync("down-after-use", schema, up, down);
}
