using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Tests.Laws;

/// <summary>Decoys find problems that no run without them finds.</summary>
public sealed class DecoyTests
{
    [Fact]
    public async Task A_down_script_must_not_drop_the_table_of_another_schema()
    {
        var outcome = await CheckAsync(
            "search-path-proof",
            "create table if not exists public.note (id int);",
            "drop table if exists note;"
        );

        outcome
            .Evidence.Single(evidence =>
                evidence.Text.Contains("tables with the names of the new tables")
            )
            .Text.ShouldContain("run without the migration");
    }

    [Fact]
    public async Task A_down_script_that_names_its_schema_keeps_the_law()
    {
        var outcome = await CheckAsync(
            "search-path-proof",
            "create table if not exists public.note (id int);",
            "drop table if exists public.note;"
        );

        outcome.Evidence.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_change_of_a_failed_up_script_is_reported_even_if_the_down_script_leaves_it_too()
    {
        var outcome = await CheckAsync(
            "name-proof",
            """
            alter type mood add value if not exists 'calm';
            create table if not exists note (id int) partition by range (id);
            create table if not exists note_all partition of note default;
            """,
            "drop table if exists note;"
        );

        outcome
            .Evidence.Select(evidence => evidence.Text)
            .ShouldContain(
                "If public.note exists as a table with other columns, the up script fails and leaves changes."
            );
    }

    private static Task<LawOutcome> CheckAsync(string law, string up, string down) =>
        OneLaw.CheckAsync(
            law,
            "create type mood as enum ('glad'); create table person (id int primary key, mood mood);",
            up,
            down
        );
}
