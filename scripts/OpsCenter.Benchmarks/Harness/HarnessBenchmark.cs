using System.Globalization;
using OpsCenter.Benchmarks.Machines;
using OpsCenter.Benchmarks.Reports;
using OpsCenter.Conformance.Folders;
using OpsCenter.Migrations.Testing;

namespace OpsCenter.Benchmarks.Harness;

/// <summary>Measures a database for a test, a schema snapshot, the check of all laws, and that of a folder.</summary>
internal sealed class HarnessBenchmark : IBenchmarkSection
{
    /// <summary>The major for which the goals are set. The server is embedded, with the settings of tests.</summary>
    private const int Major = 18;

    public string Name => "harness";

    public async Task<string> RunAsync()
    {
        var server = await TestServer.For(Major).StartAsync();
        await using var version = server.Administration.CreateCommand("show server_version");
        var machine = Machine.Describe(
            $"PostgreSQL {await version.ExecuteScalarAsync()} as tests start it (fsync off)"
        );
        var ways = await TestDatabaseWays.MeasureAsync(TestServer.For(Major));
        var snapshot = await SnapshotMeasurement.TakeAsync(server);
        var laws = await LawsMeasurement.TakeAsync(server);
        var (folder, change) = await FolderMeasurement.TakeAsync(server);
        return $"""
            {machine}

            {Table(ways)}

            A container is not started here. On paper it is 2 to 5 s for each class that has its own
            ([a report](https://minhle.xyz/blog/testing-testcontainers)), before the schema is there.

            A snapshot of a schema with {SnapshotMeasurement.Tables} tables, {snapshot.Facts} facts, in one round trip that the connection has prepared: median {Figures.Time(
                snapshot.Median
            )}, worst of {SnapshotMeasurement.Rounds} {Figures.Time(snapshot.Worst)}.

            All {laws.Results.Count} laws over V2 on shape A, on this one server: {Figures.Time(
                laws.Duration
            )}; of that {Longest(laws)}.

            A folder of {FolderMeasurement.Count} small migrations, each against {FolderLaws.Fast.Count} laws: {Figures.Time(
                folder.Duration
            )}. The last {FolderMeasurement.New} of them against {FolderLaws.Full.Count} laws, as in a pull request: {Figures.Time(
                change.Duration
            )}.
            """;
    }

    private static MarkdownTable Table(IEnumerable<WayFigure> ways)
    {
        var table = new MarkdownTable("what a test does first and last", "p50", "p95", "worst");
        foreach (var way in ways)
        {
            table.Add(
                way.Way,
                Figures.Time(way.At(0.5)),
                Figures.Time(way.At(0.95)),
                Figures.Time(way.At(1))
            );
        }

        return table;
    }

    private static string Longest(Conformance.Verdicts.ConformanceReport report) =>
        string.Join(
            ", ",
            report
                .Results.OrderByDescending(result => result.Duration)
                .Take(3)
                .Select(result =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{result.Law} {Figures.Time(result.Duration)}"
                    )
                )
        );
}
