using CsCheck;
using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Restores;

/// <summary>Whatever V2-era use did, in any order, it is the same after a rollback and another apply.</summary>
public sealed class RandomUseTests
{
    /// <summary>Some may fail, on a duplicate or a missing parent: what a statement did not do needs no archive.</summary>
    private static readonly Gen<string> Statement = Gen.OneOf(
        Gen.Select(
            Gen.Int[1, 9],
            Gen.OneOf("null", "'{}'", "'2.50'", "'[1, null]'"),
            (n, json) =>
                $"insert into model_servers (id, name, type, host, port, metadata) values ('a0000000-0000-0000-0000-00000000000{n}', 's{n}', 't', 'h', {n}, {json})"
        ),
        Gen.Select(
            Gen.Int[1, 9],
            Gen.OneOf("null", "''", "'1'", "E'\\n\"☃'"),
            (n, version) =>
                $"insert into installed_models (server_id, model_name, version) values ('a0000000-0000-0000-0000-00000000000{n}', 'm', {version})"
        ),
        Gen.OneOf(
            "insert into model_deployments (server_id, model_id, tokens_per_sec) select server_id, id, 2.5 from installed_models limit 2",
            "delete from model_servers where id = (select min(id::text)::uuid from model_servers)",
            "insert into audit_log (details) select '{\"a\": 1.0}' from generate_series(1, 3)",
            "insert into audit_log (id) select max(id) + 5 from audit_log",
            "select nextval('audit_log_id_seq')",
            "insert into daily_cost_summary values ('infinity', 'u', 'p', 'm', 1.10, null, 1), ('-infinity', 'u', 'p', 'm', null, null, null)",
            "insert into model_pricing values ('m', 'p', 0.000001, 1, null, 'infinity', '')",
            "delete from model_pricing"
        ),
        Gen.Select(
            Gen.OneOf("provider", "source", "cost_usd", "server_id", "deployment_id"),
            Gen.Int[0, 9],
            (column, n) =>
                $"update llm_usage_logs set {column} = {Value(column, n)} where id in (select id from llm_usage_logs order by id offset {n} limit 7)"
        ),
        Gen.Select(
            Gen.OneOf(
                "base_url = null",
                "base_url = ''",
                "base_url = 'x'",
                "metadata = null",
                "metadata = '{\"a\": 1}'",
                "metadata = '{}'",
                "created_by = 'me'"
            ),
            Gen.Int[0, 5],
            (set, n) =>
                $"update llm_providers set {set} where ctid in (select ctid from llm_providers order by ctid offset {n} limit 2)"
        )
    );

    [Theory]
    [InlineData(Shape.A)]
    [InlineData(Shape.B)]
    public async Task Any_use_comes_back(Shape shape)
    {
        await using var database = await Databases.V2Async(TestMajors.Newest, shape);
        await Statement
            .Array[0, 25]
            .SampleAsync(
                async use =>
                {
                    foreach (var statement in use)
                    {
                        await TryAsync(database, statement);
                    }

                    var used = await UsedState.TakeAsync(database, "public");
                    await database.DownAndUpAsync();
                    (await database.RestoreAsync()).ShouldSucceed();
                    await used.ShouldBeBackAsync();
                },
                iter: 12,
                threads: 1
            );
    }

    private static string Value(string column, int n) =>
        column switch
        {
            "cost_usd" => n == 0 ? "null" : $"0.00000{n}",
            "server_id" => "(select id from model_servers order by id limit 1)",
            "deployment_id" => "(select id from model_deployments order by id limit 1)",
            _ => n == 0 ? "''" : $"'v{n}'",
        };

    private static async Task TryAsync(TestDatabase database, string statement)
    {
        try
        {
            await database.ExecuteAsync(statement);
        }
        catch (Npgsql.PostgresException error)
            when (error.SqlState.StartsWith("23", StringComparison.Ordinal)) { }
    }
}
