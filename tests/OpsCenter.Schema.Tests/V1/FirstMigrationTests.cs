using System.Text.RegularExpressions;

namespace OpsCenter.Schema.Tests.V1;

/// <summary>What the first migration did to the databases in the field.</summary>
public sealed partial class FirstMigrationTests
{
    private static readonly string Script = EmbeddedScripts
        .Read("v1/create_llm_management_tables.sql")
        .Text;

    [Theory]
    [MemberData(nameof(Shapes.OnEveryMajor), MemberType = typeof(Shapes))]
    public async Task Statement_by_statement_it_shows_both_documented_errors(
        int major,
        string shape
    )
    {
        await using var database = await Shapes.CreateAsync(major, shape);
        var schema = await SchemaSnapshot.TakeAsync(database);
        var data = await DataSnapshot.TakeAsync(database);

        // psql sets the savepoints itself.
        var statements = Transaction().Match(Script).Groups["body"].Value;
        var result = await database.Psql.RunScriptTextAsync(
            $"begin;\n{statements}\nrollback;\n",
            "-v",
            "ON_ERROR_ROLLBACK=on"
        );

        result.StandardError.ShouldContain("column \"is_active\" does not exist");
        result.StandardError.ShouldContain(
            "column \"enabled\" of relation \"llm_providers\" already exists"
        );
        (await SchemaSnapshot.TakeAsync(database)).ShouldEqual(schema);
        (await DataSnapshot.TakeAsync(database)).ShouldEqual(data);
    }

    [Theory]
    [MemberData(nameof(Shapes.OnEveryMajor), MemberType = typeof(Shapes))]
    public async Task As_a_whole_it_changes_nothing_and_psql_tells_nobody(int major, string shape)
    {
        await using var database = await Shapes.CreateAsync(major, shape);
        var schema = await SchemaSnapshot.TakeAsync(database);
        var data = await DataSnapshot.TakeAsync(database);

        var result = await database.Psql.RunScriptTextAsync(Script);

        result.ExitCode.ShouldBe(0);
        result.StandardError.ShouldContain("ERROR:");
        result.StandardOutput.ShouldContain("ROLLBACK");
        (await SchemaSnapshot.TakeAsync(database)).ShouldEqual(schema);
        (await DataSnapshot.TakeAsync(database)).ShouldEqual(data);
    }

    [Fact]
    public void It_says_what_it_is_kept_for() =>
        Script.ShouldStartWith(
            "-- What:  REPRODUCTION OF A FAILURE, NOT A MIGRATION. MUST NOT BE RUN IN PRODUCTION."
        );

    [GeneratedRegex(
        @"^begin;(?<body>.*)^commit;",
        RegexOptions.Singleline | RegexOptions.Multiline
    )]
    private static partial Regex Transaction();
}
