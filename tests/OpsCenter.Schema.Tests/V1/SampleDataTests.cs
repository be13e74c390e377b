using OpsCenter.Schema.V1;

namespace OpsCenter.Schema.Tests.V1;

public sealed class SampleDataTests
{
    public static TheoryData<V1Shape> BothShapes => [V1Shape.A, V1Shape.B];

    [Theory]
    [MemberData(nameof(BothShapes))]
    public async Task Every_server_and_every_run_gets_the_same_bytes(V1Shape shape)
    {
        var first = await ContentAsync(TestMajors.Oldest, shape);

        first.Lines.Count.ShouldBeGreaterThan(2_000);
        (await ContentAsync(TestMajors.Oldest, shape)).ShouldEqual(first);
        (await ContentAsync(TestMajors.Newest, shape)).ShouldEqual(first);
    }

    [Theory]
    [InlineData("not attnotnull", "{0} is null")]
    [InlineData("atttypid = 'varchar'::regtype and atttypmod > 0", "char_length({0}) = {1} - 4")]
    [InlineData("atttypid = 'timestamp'::regtype", "{0} in ('infinity', '-infinity')")]
    [InlineData("atttypid = 'numeric'::regtype", "replace({0}::text, '.', '') = '9999999999'")]
    [InlineData("atttypid = 'numeric'::regtype", "replace({0}::text, '.', '') = '-9999999999'")]
    [InlineData("atttypid = 'numeric'::regtype", "{0} = 'NaN'")]
    [InlineData("atttypid = 'numeric'::regtype", "{0} <> 'NaN' and {0}::text like '%.%0'")]
    [InlineData(
        "atttypid in ('text'::regtype, 'varchar'::regtype)",
        "octet_length({0}) > char_length({0})"
    )]
    [InlineData(
        "atttypid in ('text'::regtype, 'varchar'::regtype) and attname <> 'error_message'",
        "{0} = ''"
    )]
    public async Task Every_column_of_a_kind_holds_the_odd_value(string kind, string value)
    {
        foreach (var shape in Shapes.Names)
        {
            await using var database = await Shapes.CreateAsync(TestMajors.Newest, shape);

            (await ColumnsWithout.ReadAsync(database, kind, value)).ShouldBeEmpty(shape);
        }
    }

    [Theory]
    [MemberData(nameof(Shapes.OnEveryMajor), MemberType = typeof(Shapes))]
    public async Task A_provider_that_was_deleted_left_usage_without_one(int major, string shape)
    {
        await using var database = await Shapes.CreateAsync(major, shape);

        // Behind the row that was inserted last lie only rows that were updated: nothing but ON DELETE SET NULL did that.
        var orphans = await database.ScalarAsync<long>(
            """
            select count(*)
            from llm_usage_logs
            where provider_id is null
                and ctid > (select ctid from llm_usage_logs where created_at < '2026-01-01' order by created_at desc limit 1)
            """
        );

        orphans.ShouldBePositive();
    }

    [Fact]
    public async Task Keys_are_long_enough_to_be_stored_out_of_line()
    {
        await using var database = await Shapes.CreateAsync(TestMajors.Newest, "ShapeA");

        var toasted = await database.ScalarAsync<long>(
            "select pg_relation_size(reltoastrelid) from pg_class where oid = 'llm_providers'::regclass"
        );

        toasted.ShouldBeGreaterThan(8_192);
    }

    [Fact]
    public async Task Sequences_of_shape_B_are_ahead_of_their_tables()
    {
        await using var database = await Shapes.CreateAsync(TestMajors.Newest, "ShapeB");

        foreach (var table in V1Tables.Of(V1Shape.B))
        {
            var gap = await database.ScalarAsync<long>(
                $"select (select last_value from {table}_id_seq) - max(id) from {table}"
            );
            gap.ShouldBeGreaterThan(1, table);
        }
    }

    [Theory]
    [InlineData("ShapeA", "v1/sample_data_a.sql")]
    [InlineData("ShapeB", "v1/sample_data_b.sql")]
    public async Task Sample_data_are_refused_on_tables_that_hold_rows(string shape, string script)
    {
        await using var database = await Shapes.CreateAsync(TestMajors.Newest, shape);
        var data = await DataSnapshot.TakeAsync(database);

        var result = await database.Psql.RunScriptTextAsync(EmbeddedScripts.Read(script).Text);

        result.StandardError.ShouldContain("llm_providers already holds rows");
        (await DataSnapshot.TakeAsync(database)).ShouldEqual(data);
    }

    [Fact]
    public async Task An_operator_sets_the_size_with_psql_alone()
    {
        await using var database = await TestServer.For(TestMajors.Newest).CreateDatabaseAsync();
        var shape = EmbeddedScripts.Read("v1/shape_a.sql").Text;
        var sample = EmbeddedScripts.Read("v1/sample_data_a.sql").Text;

        await database.Psql.RunScriptTextAsync(
            $"{shape}\nset opscenter.sample_usage_rows = '37';\n{sample}"
        );

        (await database.ScalarAsync<long>("select count(*) from llm_usage_logs")).ShouldBe(37);
    }

    private static async Task<DataSnapshot> ContentAsync(int major, V1Shape shape)
    {
        await using var database = await TestServer.For(major).CreateDatabaseAsync();
        await V1Seeder.SeedAsync(database.DataSource, new() { Shape = shape, UsageRows = 2_000 });
        return await DataSnapshot.TakeAsync(database);
    }
}
