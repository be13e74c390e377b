using OpsCenter.Conformance.Databases;
using SchemaSnapshot = OpsCenter.Conformance.Snapshots.SchemaSnapshot;

namespace OpsCenter.Conformance.Tests.Snapshots;

public sealed class SchemaSnapshotTests
{
    [Theory]
    [EachMajor]
    public async Task Properties_of_newer_majors_are_read_only_there(int major)
    {
        await using var server = await ConnectAsync(major);
        await using var database = await server.CreateAsync();
        await database.ExecuteAsync(
            $"create table note (body text {(major >= 14 ? "compression pglz" : "")});"
                + $"alter table note add constraint filled check (body <> '') {(major >= 18 ? "not enforced" : "")};"
        );

        var facts = await FactsAsync(database);

        facts.Contains("compression=p", StringComparison.Ordinal).ShouldBe(major >= 14);
        facts.Contains("not_enforced", StringComparison.Ordinal).ShouldBe(major >= 18);
    }

    [Fact]
    public async Task A_search_path_before_pg_catalog_changes_nothing()
    {
        await using var server = await ConnectAsync(TestMajors.Newest);
        await using var database = await server.CreateAsync();
        await database.ExecuteAsync(
            "create schema decoy; create table decoy.pg_class (like pg_catalog.pg_class); create table note (body text)"
        );
        var expected = await FactsAsync(database);

        await database.ExecuteAsync(
            $"alter database {database.Name} set search_path = decoy, pg_catalog"
        );
        database.DataSource.Clear();

        // The second snapshot uses the prepared queries.
        (await FactsAsync(database)).ShouldBe(expected);
        (await FactsAsync(database)).ShouldBe(expected);
    }

    [Fact]
    public async Task The_time_of_the_run_is_not_compared()
    {
        await using var server = await ConnectAsync(TestMajors.Newest);
        await using var database = await server.CreateAsync();
        await database.ExecuteAsync(
            "create view seen as select 'now'::timestamp as here, 'now'::timestamptz as there, timestamp '2024-02-29 12:00:00.5' as leap"
        );

        var facts = await FactsAsync(database);

        facts.ShouldContain("'the time of the run'::timestamp without time zone AS here");
        facts.ShouldContain("'the time of the run'::timestamp with time zone AS there");
        facts.ShouldContain("'2024-02-29 12:00:00.5'::timestamp");
    }

    [Theory]
    [InlineData(
        "create collation plain (provider = libc, locale = 'C')",
        "collation public.plain: owner=postgres provider=c locale=C ctype=C"
    )]
    [InlineData(
        "create text search dictionary stem (template = snowball, language = english)",
        "text search dictionary public.stem: owner=postgres template=pg_catalog.snowball options=language = 'english'"
    )]
    [InlineData(
        "create operator === (function = int4eq, leftarg = int, rightarg = int, hashes)",
        "operator public.===(integer,integer): owner=postgres function=int4eq hashes"
    )]
    [InlineData(
        "create operator class odd for type int4 using hash as operator 1 =, function 1 hashint4(int4)",
        "operator class public.odd using hash: owner=postgres type=integer family=public.odd"
    )]
    [InlineData(
        "create operator class odd for type int4 using hash as operator 1 =, function 1 hashint4(int4)",
        "operator family public.odd using hash: owner=postgres operators=1 =(integer,integer) functions=1 "
            + "hashint4(integer)"
    )]
    [InlineData(
        "create type pair as (a int, b int); create cast (pair as text) with inout",
        "cast (public.pair as text): method=i context=e"
    )]
    [InlineData(
        "create conversion latin for 'UTF8' to 'LATIN1' from utf8_to_iso8859_1",
        "conversion public.latin: owner=postgres UTF8 to LATIN1 function=utf8_to_iso8859_1"
    )]
    [InlineData(
        "create type mood as enum ('calm'); alter type mood add value 'sad' before 'calm'",
        "type public.mood label 'sad': place=0"
    )]
    [InlineData(
        "create aggregate most(int) (sfunc = int4larger, stype = int, sortop = >)",
        "\"aggsortop\": \">(integer,integer)\""
    )]
    [InlineData(
        "create table note (); revoke all on note from current_user",
        "table public.note: owner=postgres persistence=p acl=none"
    )]
    public async Task An_object_of_a_rare_kind_is_a_fact(string sql, string fact)
    {
        await using var server = await ConnectAsync(TestMajors.Newest);
        await using var database = await server.CreateAsync();

        await database.ExecuteAsync(sql);

        (await FactsAsync(database)).ShouldContain(fact);
    }

    [Theory]
    [EachMajor]
    public async Task A_publication_of_a_schema_is_a_fact(int major)
    {
        Assert.SkipWhen(major < 15, "A publication names schemas since 15.");
        await using var server = await ConnectAsync(major);
        await using var database = await server.CreateAsync();
        var before = await FactsAsync(database);

        await database.ExecuteAsync("create publication feed for tables in schema public");

        before.ShouldNotContain("publication schema");
        (await FactsAsync(database)).ShouldContain("publication schema feed.public:");
    }

    [Theory]
    [InlineData(
        "create table t ()",
        "grant select on t to pg_monitor",
        "revoke select on t from pg_monitor"
    )]
    [InlineData(
        "create sequence t",
        "grant usage on t to pg_monitor",
        "revoke usage on t from pg_monitor"
    )]
    [InlineData(
        "create schema t",
        "grant usage on schema t to pg_monitor",
        "revoke usage on schema t from pg_monitor"
    )]
    [InlineData(
        "create type t as ()",
        "revoke usage on type t from public",
        "grant usage on type t to public"
    )]
    [InlineData(
        "create function t() returns int language sql as 'select 1'",
        "revoke execute on function t() from public",
        "grant execute on function t() to public"
    )]
    public async Task A_revoked_privilege_leaves_no_difference(
        string make,
        string change,
        string changeBack
    )
    {
        await using var server = await ConnectAsync(TestMajors.Newest);
        await using var database = await server.CreateAsync();
        await database.ExecuteAsync(make);
        var before = await FactsAsync(database);

        await database.ExecuteAsync(change);
        (await FactsAsync(database)).ShouldNotBe(before);
        await database.ExecuteAsync(changeBack);

        (await FactsAsync(database)).ShouldBe(before);
    }

    [Fact]
    public async Task An_extension_is_one_fact_without_its_members()
    {
        await using var server = await ConnectAsync(TestMajors.Newest);
        await using var database = await server.CreateAsync();
        var before = await FactsAsync(database);

        await database.ExecuteAsync("create extension citext; create extension pg_stat_statements");

        var added = (await FactsAsync(database)).Split('\n').Except(before.Split('\n'));
        added
            .Select(fact => fact.Split(':')[0])
            .ShouldBe(["extension citext", "extension pg_stat_statements"]);
    }

    private static async Task<DatabaseServer> ConnectAsync(int major) =>
        await DatabaseServer.ConnectAsync(await TestServer.For(major).ConnectionStringAsync());

    private static async Task<string> FactsAsync(ScratchDatabase database) =>
        string.Join('\n', (await SchemaSnapshot.TakeAsync(database.DataSource)).Facts);
}
