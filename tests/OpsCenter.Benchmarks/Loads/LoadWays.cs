using Npgsql;
using OpsCenter.Benchmarks.Idle;
using OpsCenter.Benchmarks.Programs;
using OpsCenter.Benchmarks.Servers;
using OpsCenter.Migrations;
using OpsCenter.Schema;

namespace OpsCenter.Benchmarks.Loads;

/// <summary>The ways that are compared.</summary>
internal static class LoadWays
{
    public const string None = "no migration";
    public const string Service = "V2 by the service, digests before and after included";
    public const string ServiceWithoutDigests = "V2 by the service, without digests";
    public const string ByHand = "V2 by hand, online: by_hand.sql";

    public static LoadWay Nothing(string template) =>
        new(None, template, _ => Task.Delay(TimeSpan.FromSeconds(20)));

    public static LoadWay ByService(string template) =>
        new(Service, template, database => ApplyAsync(database));

    public static LoadWay ByServiceWithoutDigests(string template) =>
        new(ServiceWithoutDigests, template, database => ApplyAsync(database, takeDigests: false));

    public static LoadWay InOneTransaction(string template) =>
        new(
            "V2 as one plain transaction: psql with allow_blocking",
            template,
            database =>
                PsqlAsync(
                    database,
                    "-c",
                    "set opscenter.allow_blocking = on",
                    "-f",
                    ReleasedScript.Path
                )
        );

    public static LoadWay Handwritten(string template) =>
        new(ByHand, template, database => PsqlAsync(database, "-f", HandwrittenScript.Path));

    public static LoadWay RollbackByService(string template) =>
        new(
            "rollback by the service, 1 % of the rows with V2 values",
            template,
            async database =>
            {
                await using var source = Source(database);
                await new Migrator(source).RollbackAsync(Releases.V2);
            }
        );

    /// <summary>The recipe of the template that the rollback needs.</summary>
    public static async Task UseV2Async(BenchmarkDatabase database)
    {
        await ApplyAsync(database, takeDigests: false);
        await database.ExecuteAsync(
            """
            insert into model_servers (name, type, host, port) values ('bench', 'vllm', 'localhost', 8000);
            update llm_usage_logs set provider = 'openai', source = 'api', cost_usd = cost,
                server_id = (select id from model_servers)
            where hashtext(id::text) % 100 = 0
            """
        );
    }

    private static async Task ApplyAsync(BenchmarkDatabase database, bool takeDigests = true)
    {
        var options = new MigratorOptions { TakeDigests = takeDigests };
        await using var source = Source(database);
        var report = await new Migrator(source, options).ApplyAsync(Releases.V2);
        if (!report.IsPreserved)
        {
            throw new InvalidOperationException("The service does not call the data preserved.");
        }
    }

    /// <summary>Named as the service is: a digest tells its own sessions from V1's by that.</summary>
    private static NpgsqlDataSource Source(BenchmarkDatabase database) =>
        NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(database.ConnectionString)
            {
                ApplicationName = "opscenter",
            }
        );

    private static Task<TimeSpan> PsqlAsync(
        BenchmarkDatabase database,
        params string[] arguments
    ) =>
        TimedProgram.RunAsync(
            "psql",
            ["-X", "-q", "-v", "ON_ERROR_STOP=1", .. arguments],
            database.Environment
        );
}
