namespace OpsCenter.Conformance.Tests.Laws;

/// <summary>Objects that no schema holds belong to the base, too.</summary>
public sealed class ObjectsWithoutSchemaTests
{
    private const string Base = """
        create table reader (id int primary key);
        create foreign data wrapper none options (place 'near');
        create server away foreign data wrapper none options (host 'a');
        create user mapping for public server away options (name 'x');
        create access method sorted type index handler bthandler;
        create trusted language tongue handler plpgsql_call_handler;
        select lo_from_bytea(4711, 'text'), lo_from_bytea(4712, 'text');
        """;

    [Theory]
    [InlineData(
        "alter foreign data wrapper none options (set place 'far');",
        "foreign-data wrapper"
    )]
    [InlineData("alter server away options (set host 'b');", "server away")]
    [InlineData("drop user mapping for public server away;", "user mapping away.public")]
    [InlineData("drop access method sorted;", "access method sorted")]
    [InlineData("drop language tongue;", "language tongue")]
    [InlineData("select lo_unlink(4711);", "large object")]
    [InlineData("select lo_put(4711, 0, 'next');", "large object")]
    public async Task The_down_script_has_to_restore_them(string up, string expected)
    {
        var outcome = await OneLaw.CheckAsync("reversible", Base, up, "select 1;");

        outcome.Evidence.ShouldContain(evidence =>
            evidence.Text.Contains(expected, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_large_object_with_another_number_is_the_same()
    {
        var outcome = await OneLaw.CheckAsync(
            "reversible",
            Base,
            "select lo_unlink(4711);",
            "select lo_from_bytea(0, 'text');"
        );

        outcome.Evidence.ShouldBeEmpty();
        outcome.Obstacle.ShouldBeNull();
    }
}
