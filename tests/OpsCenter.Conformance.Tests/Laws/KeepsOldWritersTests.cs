using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Tests.Laws;

/// <summary>Of a large base, keeps-old-writers tries the tables that the up script concerns.</summary>
public sealed class KeepsOldWritersTests
{
    private const string TenTables = """
        create table t0 (id int primary key, name text);
        create table t1 (id int primary key, name text);
        create table t2 (id int primary key, t1_id int references t1 (id) on delete cascade);
        create table t3 (id int primary key, name text);
        create table t4 (id int primary key, name text);
        create table t5 (id int primary key, name text);
        create table t6 (id int primary key, name text);
        create table t7 (id int primary key, name text);
        create table t8 (id int primary key, name text);
        create table t9 (id int primary key, name text);
        """;

    [Fact]
    public async Task The_changed_table_and_those_to_which_it_refers_are_tried()
    {
        var outcome = await CheckAsync(TenTables, "alter table t2 add column phone text not null;");

        outcome.Evidence.ShouldContain(evidence =>
            evidence.Text.Contains("phone", StringComparison.Ordinal)
        );
        outcome.Notes.ShouldContain("Of 10 tables those 2 were tried that the up script concerns.");
    }

    [Fact]
    public async Task A_search_in_other_letters_finds_a_row_of_a_column_that_ignores_case()
    {
        var outcome = await CheckAsync(
            "create extension citext; create table t (id int primary key, name text); insert into t values (1, 'Ann');",
            "alter table t alter name type citext;"
        );

        outcome.Evidence.ShouldHaveSingleItem().Statement!.ShouldEndWith("where name = 'aNN'");
    }

    [Fact]
    public async Task Statements_that_do_not_name_a_dropped_column_are_not_reported()
    {
        var outcome = await CheckAsync(
            "create table t (id int primary key, name text); insert into t values (1, 'a');",
            "alter table t drop column name;"
        );

        outcome.Evidence.ShouldNotBeEmpty();
        outcome.Evidence.ShouldNotContain(evidence => evidence.Statement == "delete from public.t");
    }

    [Fact]
    public async Task A_statement_that_a_broken_trigger_made_fail_may_succeed()
    {
        const string Counting = """
            create or replace function count_it() returns trigger language plpgsql as
                $$ begin insert into counted (id, name) values (old.id, {0}); return old; end $$;
            """;
        var outcome = await CheckAsync(
            "create table t (id int primary key); create table counted (id int, name text not null); insert into t values (1);"
                + Counting.Replace("{0}", "null", StringComparison.Ordinal)
                + "create trigger count_it after delete on t for each row execute function count_it();",
            Counting.Replace("{0}", "'gone'", StringComparison.Ordinal)
        );

        outcome.Evidence.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_table_whose_trigger_writes_to_a_changed_one_is_tried()
    {
        var outcome = await CheckAsync(
            TenTables
                + """
                create function log_it() returns trigger language plpgsql as
                    $$ begin insert into t8 (id) select coalesce(max(id), 0) + 1 from t8; return new; end $$;
                create trigger log_it before insert on t7 for each row execute function log_it();
                """,
            "alter table t8 add column phone text not null;"
        );

        outcome.Evidence.ShouldContain(evidence =>
            evidence.Statement!.StartsWith("insert into public.t7", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("create table other (id int primary key);", 0)]
    [InlineData("create index on t4 (name);", 1)]
    [InlineData("update t4 set name = 'x';", 1)]
    [InlineData("create function f() returns int language sql as 'select 1';", 10)]
    [InlineData("create domain t4_name as text; alter domain t4_name add check (value <> '');", 10)]
    public async Task What_may_concern_all_tables_is_tried_on_all(string up, int tried)
    {
        var outcome = await CheckAsync(TenTables + "insert into t4 values (1, 'a');", up);

        outcome.Notes.ShouldBe(
            tried switch
            {
                10 => [],
                0 =>
                [
                    "The up script changes no table of the base, no row of it, and nothing that statements on it use.",
                ],
                _ => [$"Of 10 tables those {tried} were tried that the up script concerns."],
            }
        );
    }

    [Theory]
    [InlineData(
        "update t set id = 9 where id = 2;",
        "different rows: (2, b) before, nothing after; nothing before, (9, b) after."
    )]
    [InlineData(
        "update t set id = 9 where id = 1; update t set name = 'x' where id = 2;",
        "different rows, in public.t.name: (2, b) before, (2, x) after."
    )]
    public async Task Only_rows_of_the_same_key_stand_side_by_side(string up, string said)
    {
        var outcome = await CheckAsync(
            "create table t (id int primary key, name text); insert into t values (1, 'a'), (2, 'b'), (3, 'c');",
            up
        );

        outcome
            .Evidence.Single(one => one.Statement == "select id, name from public.t")
            .Text.ShouldContain(said);
    }

    private static Task<LawOutcome> CheckAsync(string schema, string up) =>
        OneLaw.CheckAsync("keeps-old-writers", schema, up, "select 1;");
}
