using Npgsql;
using OpsCenter.Benchmarks.Idle;
using OpsCenter.Benchmarks.Programs;
using OpsCenter.Benchmarks.Servers;
using OpsCenter.Migrations;
using OpsCenter.Schema;

namespace OpsCenter.Benchmarks.Loads;

/// <summary>The ways to compare.</summary>
internal static class LoadWays
{
    private const int Attempts = 5;

    public const string None = "no migration";
    public const string Service = "V2 by the service, digests before and after included";
    public const string ServiceWithoutDigests = "V2 by the service, without digests";
    public const string ByHand = "V2 by hand, online: by_hand.sql";

    public static LoadWay Nothing(string template) =>
        new(None, template, _ => Task.Delay(TimeSpan.FromSeconds(20)));

    /// <summary>Runs the published program from its start to its end, like a user.</summary>
    public static LoadWay ByService(string template, BenchmarkOptions options) =>
        new(Service, template, database => OpsCenterAsync(database, options, "apply"));

    public static LoadWay ByServiceWithoutDigests(string template, BenchmarkOptions options) =>
        new(
            ServiceWithoutDigests,
            template,
            database => OpsCenterAsync(database, options, "apply", "--no-digest")
        );

    public static LoadWay InOneTransaction(string template) =>
        new(
            "V2 as one plain transaction: psql with allow_blocking",
            template,
            InOneTransactionAsync
        );

    public static LoadWay Handwritten(string template) =>
        new(ByHand, template, database => PsqlAsync(database, "-f", HandwrittenScript.Path));

    public static LoadWay RollbackByService(string template, BenchmarkOptions options) =>
        new(
            "rollback by the service, 1 % of the rows with V2 values",
            template,
            database => OpsCenterAsync(database, options, "rollback")
        );

    public static LoadWay RestoreByService(string template, BenchmarkOptions options) =>
        new(
            "restore-archive by the service: those values brought back",
            template,
            database => OpsCenterAsync(database, options, "restore-archive")
        );

    /// <summary>Prepares the template for the rollback.</summary>
    public static async Task UseV2Async(BenchmarkDatabase database)
    {
        await ApplyAsync(database);
        await database.ExecuteAsync(
            """
            insert into model_servers (name, type, host, port) values ('bench', 'vllm', 'localhost', 8000);
            update llm_usage_logs set provider = 'openai', source = 'api', cost_usd = cost,
                server_id = (select id from model_servers)
            where hashtext(id::text) % 100 = 0
            """
        );
    }

    /// <summary>Prepares the template for restore-archive: V2 is rolled back and applied again.</summary>
    public static async Task ArchiveV2Async(BenchmarkDatabase database)
    {
        await using var source = Source(database);
        await new Migrator(source).RollbackAsync(Releases.V2);
        await ApplyAsync(database);
    }

    private static async Task ApplyAsync(BenchmarkDatabase database)
    {
        await using var source = Source(database);
        await new Migrator(source, new MigratorOptions { TakeDigests = false }).ApplyAsync(
            Releases.V2
        );
    }

    /// <summary>
    /// Uses the application name of the service, by which a digest distinguishes its sessions from those of V1.
    /// </summary>
    private static NpgsqlDataSource Source(BenchmarkDatabase database) =>
        NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(database.ConnectionString)
            {
                ApplicationName = "opscenter",
            }
        );

    /// <summary>Without a backup, because by_hand.sql takes none.</summary>
    private static Task<TimeSpan> OpsCenterAsync(
        BenchmarkDatabase database,
        BenchmarkOptions options,
        params string[] arguments
    ) =>
        TimedProgram.RunAsync(
            Command.Published(options),
            arguments is ["restore-archive"] ? arguments : [.. arguments, "--no-backup"],
            database.Environment
        );

    /// <summary>
    /// The script ends with a lock timeout if V1 holds a lock; it is run again, as an operator would.
    /// </summary>
    private static async Task InOneTransactionAsync(BenchmarkDatabase database)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await PsqlAsync(
                    database,
                    "-c",
                    "set opscenter.allow_blocking = on",
                    "-f",
                    ReleasedScript.Path
                );
                return;
            }
            catch (InvalidOperationException) when (attempt < Attempts) { }
        }
    }

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
