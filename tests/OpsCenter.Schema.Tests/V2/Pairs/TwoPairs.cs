using Npgsql;
using OpsCenter.Migrations;
using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Pairs;

/// <summary>Databases with two pairs of V1 tables, in the schemas <c>first</c> and <c>second</c>.</summary>
internal static class TwoPairs
{
    private const string Sql = """
        alter schema public rename to first;
        create schema second;
        create table second.llm_providers (like first.llm_providers including all);
        create table second.llm_usage_logs (like first.llm_usage_logs including all);
        insert into second.llm_providers select * from first.llm_providers;
        insert into second.llm_usage_logs select * from first.llm_usage_logs;
        """;

    public static Task<TestDatabase> CreateAsync(int major, string arrangement = "") =>
        Databases.V1Async(major, Sql + arrangement);

    /// <summary>The statement with which a session of a pair begins.</summary>
    public static string Path(string schema) => $"set search_path = {schema};";

    /// <summary>What the V2 era writes to a pair.</summary>
    public static Task UseAsync(this TestDatabase database, string schema) =>
        database.ExecuteAsync(Path(schema) + V2Use.Sql);

    /// <summary>Applies V2 to a pair, and uses it.</summary>
    public static async Task ApplyAndUseAsync(this TestDatabase database, string schema)
    {
        (await database.UpAsync(Path(schema))).ShouldSucceed();
        await database.UseAsync(schema);
    }

    /// <summary>The engine, on a pair.</summary>
    public static Migrator MigratorOf(
        this TestDatabase database,
        string schema,
        MigratorOptions? options = null
    ) =>
        new(
            new NpgsqlDataSourceBuilder(
                new NpgsqlConnectionStringBuilder(database.ConnectionString)
                {
                    SearchPath = schema,
                    Pooling = false,
                }.ConnectionString
            ).Build(),
            (options ?? new MigratorOptions()) with
            {
                StatisticsGrace = TimeSpan.FromSeconds(3),
            }
        );
}
