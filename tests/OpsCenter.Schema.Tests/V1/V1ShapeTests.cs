namespace OpsCenter.Schema.Tests.V1;

public sealed class V1ShapeTests
{
    [Theory]
    [MemberData(nameof(Shapes.OnEveryMajor), MemberType = typeof(Shapes))]
    public async Task The_catalog_reads_as_the_description_of_production(int major, string shape)
    {
        await using var database = await Shapes.CreateAsync(major, shape);

        var catalog = await database.ScalarAsync<string>(TestText.Read("catalog_markdown.sql"));

        catalog!.Trim().ShouldBe(TestText.Read($"{shape}.approved.txt"));
    }

    [Theory]
    [MemberData(nameof(Shapes.OnEveryMajor), MemberType = typeof(Shapes))]
    public async Task Unicorn_may_do_all_on_every_table_and_owns_none(int major, string shape)
    {
        await using var database = await Shapes.CreateAsync(major, shape);

        var tables = await database.RowsAsync(
            """
            select count(*), bool_and(has_table_privilege('unicorn', oid, 'insert, update, delete, truncate, references, trigger')),
                bool_or(relowner = 'unicorn'::regrole)
            from pg_class
            where relkind = 'r' and relnamespace = 'public'::regnamespace
            """
        );

        tables.Single().ShouldBe(["5", "t", "f"]);
    }

    [Fact]
    public async Task Unicorn_may_use_the_sequences_of_shape_B()
    {
        await using var database = await Shapes.CreateAsync(TestMajors.Newest, "ShapeB");

        var sequences = await database.RowsAsync(
            """
            select count(*), bool_and(has_sequence_privilege('unicorn', oid, 'usage') and has_sequence_privilege('unicorn', oid, 'update'))
            from pg_class
            where relkind = 'S' and relnamespace = 'public'::regnamespace
            """
        );

        sequences.Single().ShouldBe(["5", "t"]);
    }

    [Fact]
    public void Every_approved_text_belongs_to_a_shape() =>
        typeof(V1ShapeTests)
            .Assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".approved.txt", StringComparison.Ordinal))
            .ShouldBe(Shapes.Names.Select(name => $"V1/{name}.approved.txt"), ignoreOrder: true);
}
