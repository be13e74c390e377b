using System.Diagnostics;
using Npgsql;
using OpsCenter.Benchmarks.Programs;
using OpsCenter.Benchmarks.Reports;
using OpsCenter.Benchmarks.Servers;
using OpsCenter.Migrations.Preservation;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Benchmarks.Digests;

/// <summary>Measures digest, count and dump of the usage rows in turn.</summary>
internal static class DigestMeasurement
{
    public const string Dump = "pg_dump --table llm_usage_logs > /dev/null";
    public const string Digest = "digest, one parallel worker at most (the default)";

    private const string Alone = "-c max_parallel_workers_per_gather=0";

    public static async Task<IReadOnlyList<DigestFigure>> TakeAsync(
        BenchmarkServer server,
        long rows,
        int rounds
    )
    {
        await using var database = await server.TemplateAsync(rows);
        await using var alone = database.With(Alone);
        var ways = new List<(string Name, Func<Task<(TimeSpan, long?)>> Run)>
        {
            ("select count(*), alone", () => CountAsync(alone)),
            (Digest, () => DigestAsync(database, database.DataSource)),
            (
                "digest, alone (max_parallel_workers_per_gather = 0)",
                () => DigestAsync(database, alone)
            ),
        };
        if (await TimedProgram.MajorAsync("pg_dump") >= server.Major)
        {
            ways.Add((Dump, () => DumpAsync(database)));
        }

        // A warm-up: the first query reads from disk and sets hint bits.
        await CountAsync(alone);
        var taken = ways.ToDictionary(
            way => way.Name,
            _ => new List<(TimeSpan Time, long? Memory)>()
        );
        for (var round = 0; round < rounds; round++)
        {
            foreach (
                var (name, run) in ways.Skip(round % ways.Count)
                    .Concat(ways.Take(round % ways.Count))
            )
            {
                var (time, memory) = await run();
                Console.WriteLine($"  {name}: {Figures.Time(time)}");
                taken[name].Add((time, memory));
            }
        }

        return
        [
            .. ways.Select(way => new DigestFigure(
                way.Name,
                Figures.Median(taken[way.Name].Select(one => one.Time)),
                taken[way.Name].Max(one => one.Memory)
            )),
        ];
    }

    private static async Task<(TimeSpan, long?)> CountAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand("select count(*) from llm_usage_logs");
        command.CommandTimeout = 0;
        var watch = Stopwatch.StartNew();
        await command.ExecuteScalarAsync();
        return (watch.Elapsed, null);
    }

    private static async Task<(TimeSpan, long?)> DigestAsync(
        BenchmarkDatabase database,
        NpgsqlDataSource source
    )
    {
        await using var session = await DatabaseSession.OpenAsync(source, default);
        await SessionStart.PrepareAsync(source, session, lockTimeout: null, default);
        // A new state of the backend, so that its memory is that of the digest.
        await using (var command = new NpgsqlCommand("discard all", session.Connection))
        {
            await command.ExecuteNonQueryAsync();
        }

        var tables = await TablesAsync(session);
        var time = TimeSpan.Zero;
        var peak = await BackendMemory.PeakAsync(
            database.DataSource,
            session.Connection.ProcessID,
            async () =>
            {
                var watch = Stopwatch.StartNew();
                await new DataDigest(session, TimeProvider.System).TakeAsync(tables, [], default);
                time = watch.Elapsed;
            }
        );
        return (time, peak);
    }

    private static async Task<IReadOnlyList<PreservedTable>> TablesAsync(DatabaseSession session)
    {
        var created = await CreatedObjects.ReadAsync(session, Schema.Releases.V2, default);
        var tables = await PreservedTables.FindAsync(session, created, default);
        return [.. tables.Where(table => table.Name == "llm_usage_logs")];
    }

    private static async Task<(TimeSpan, long?)> DumpAsync(BenchmarkDatabase database) =>
        (
            await TimedProgram.ToNowhereAsync(
                "pg_dump",
                ["--table", "llm_usage_logs"],
                database.Environment
            ),
            null
        );
}
