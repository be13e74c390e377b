using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Tests.Laws;

/// <summary>What decoys bring to light that no run without them does.</summary>
public sealed class DecoyTests
{
    [Fact]
    public async Task A_way_back_that_finds_only_another_schemas_table_must_not_drop_it()
    {
        var outcome = await CheckAsync(
            "search-path-proof",
            "create table if not exists public.note (id int);",
            "drop table if exists note;"
        );

        outcome
            .Evidence.Single(evidence => evidence.Text.Contains("tables of the wanted names"))
            .Text.ShouldContain("run where the migration is not");
    }

    [Fact]
    public async Task A_way_back_that_names_its_schema_is_all_right()
    {
        var outcome = await CheckAsync(
            "search-path-proof",
            "create table if not exists public.note (id int);",
            "drop table if exists public.note;"
        );

        outcome.Evidence.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_the_way_back_leaves_anyway_is_still_half_of_a_way_forward_that_failed()
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
                "Where public.note is there, as a table of another shape, the way forward fails halfway."
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
