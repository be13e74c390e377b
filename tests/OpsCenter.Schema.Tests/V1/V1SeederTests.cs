using Npgsql;
using OpsCenter.Schema.V1;
using OpsCenter.Testing.Templates;

namespace OpsCenter.Schema.Tests.V1;

public sealed class V1SeederTests
{
    private static readonly V1SeedOptions Small = new() { UsageRows = 200 };

    [Fact]
    public async Task A_seed_reports_what_it_made()
    {
        await using var database = await EmptyAsync();

        var report = await V1Seeder.SeedAsync(database.DataSource, Small);

        report.AlreadySeeded.ShouldBeFalse();
        report.GrantedTo.ShouldBe("unicorn");
        report.Tables.Select(table => table.Name).ShouldBe(V1Tables.Of(V1Shape.A));
        report.Tables.ShouldContain(new V1SeededTable("llm_usage_logs", 200));
        report.Tables.ShouldAllBe(table => table.Rows > 0);
    }

    [Fact]
    public async Task The_default_seed_has_ten_thousand_usage_rows()
    {
        await using var database = await EmptyAsync();

        var report = await V1Seeder.SeedAsync(database.DataSource, new V1SeedOptions());

        report.Tables.ShouldContain(new V1SeededTable("llm_usage_logs", 10_000));
    }

    [Fact]
    public async Task A_second_seed_touches_nothing_and_says_so()
    {
        await using var database = await TestServer
            .For(TestMajors.Newest)
            .CreateDatabaseAsync(V1Templates.ShapeA);
        var schema = await SchemaSnapshot.TakeAsync(database);
        var data = await DataSnapshot.TakeAsync(database);

        var report = await V1Seeder.SeedAsync(
            database.DataSource,
            new() { StartupIndexes = true, UsageRows = 5 }
        );

        report.AlreadySeeded.ShouldBeTrue();
        report.Tables.ShouldAllBe(table => table.Rows == null);
        (await SchemaSnapshot.TakeAsync(database)).ShouldEqual(schema);
        (await DataSnapshot.TakeAsync(database)).ShouldEqual(data);
    }

    [Fact]
    public async Task Of_many_seeds_at_once_one_works_and_the_others_find_its_tables()
    {
        await using var database = await EmptyAsync();

        var reports = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => V1Seeder.SeedAsync(database.DataSource, Small))
        );

        reports.Count(report => !report.AlreadySeeded).ShouldBe(1);
    }

    [Fact]
    public async Task A_half_made_database_is_refused_by_the_names_of_its_tables()
    {
        await using var database = await EmptyAsync();
        await database.ExecuteAsync(
            "create table llm_models (id int); create view llm_providers as select 1 x"
        );

        var error = await Should.ThrowAsync<HalfMadeV1Exception>(() =>
            V1Seeder.SeedAsync(database.DataSource, Small)
        );

        error.Present.ShouldBe(["llm_models", "llm_providers"]);
        error.Missing.ShouldBe(["llm_routing_rules", "llm_usage_logs", "user_llm_settings"]);
        (
            await database.ScalarAsync<string>("select to_regclass('llm_usage_logs')::text")
        ).ShouldBeNull();
    }

    [Fact]
    public async Task A_shape_is_not_seeded_over_the_other_one()
    {
        await using var database = await TestServer
            .For(TestMajors.Newest)
            .CreateDatabaseAsync(V1Templates.ShapeB);

        var error = await Should.ThrowAsync<HalfMadeV1Exception>(() =>
            V1Seeder.SeedAsync(database.DataSource, Small)
        );

        error.Missing.ShouldBe(["user_llm_settings"]);
        error.Remedy.ShouldContain("name the shape that this one has");
    }

    [Fact]
    public async Task A_seed_goes_into_the_first_schema_of_the_search_path()
    {
        await using var database = await EmptyAsync();
        await database.ExecuteAsync("create schema ops");
        await using var dataSource = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(database.ConnectionString)
            {
                SearchPath = "ops, public",
            }
        );

        await V1Seeder.SeedAsync(dataSource, Small);

        const string schemas =
            "select string_agg(distinct schemaname, ' ') from pg_tables where tablename like 'llm%'";
        (await database.ScalarAsync<string>(schemas)).ShouldBe("ops");
    }

    [Theory]
    [InlineData(V1Shape.A)]
    [InlineData(V1Shape.B)]
    public async Task A_schema_may_have_any_name(V1Shape shape)
    {
        const string name = "\"o'dd \\ $sample$; \"\"x\"";
        await using var database = await EmptyAsync();
        await database.ExecuteAsync($"create schema {name}");
        await using var dataSource = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(database.ConnectionString) { SearchPath = name }
        );

        var report = await V1Seeder.SeedAsync(dataSource, Small with { Shape = shape });

        report.Tables.ShouldAllBe(table => table.Rows > 0);
        (await database.ScalarAsync<long>($"select count(*) from {name}.llm_usage_logs")).ShouldBe(
            200
        );
    }

    [Theory]
    [InlineData("LATIN1")]
    [InlineData("SQL_ASCII")]
    public async Task A_database_of_another_encoding_is_refused_and_the_remedy_is_a_database(
        string encoding
    )
    {
        await using var database = await EmptyAsync();
        var name = $"{database.Name}_other";
        await database.ExecuteAsync(
            $"create database {name} encoding '{encoding}' locale 'C' template template0"
        );
        await using var other = In(database, name);

        var error = await Should.ThrowAsync<V1SeedException>(() =>
            V1Seeder.SeedAsync(other, Small)
        );
        await database.ExecuteAsync(
            error.Remedy[error.Remedy.IndexOf("create", StringComparison.Ordinal)..]
        );
        await using var remedy = In(database, $"{name}_utf8");

        error.Message.ShouldContain($"encoding {encoding}. Nothing was changed.");
        (await V1Seeder.SeedAsync(remedy, Small)).AlreadySeeded.ShouldBeFalse();
        await database.ExecuteAsync($"drop database {name}");
        await database.ExecuteAsync($"drop database {name}_utf8");
    }

    [Theory]
    [InlineData(V1Shape.A)]
    [InlineData(V1Shape.B)]
    public async Task A_seed_that_is_cancelled_leaves_nothing(V1Shape shape)
    {
        await using var database = await EmptyAsync();
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(1));

        await Should.ThrowAsync<OperationCanceledException>(() =>
            V1Seeder.SeedAsync(
                database.DataSource,
                new() { Shape = shape, UsageRows = 5_000_000 },
                soon.Token
            )
        );

        (
            await database.ScalarAsync<string>("select to_regclass('llm_providers')::text")
        ).ShouldBeNull();
    }

    private static NpgsqlDataSource In(TestDatabase database, string name) =>
        NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(database.ConnectionString)
            {
                Database = name,
                Pooling = false,
            }
        );

    private static Task<TestDatabase> EmptyAsync() =>
        TestServer.For(TestMajors.Newest).CreateDatabaseAsync();
}
