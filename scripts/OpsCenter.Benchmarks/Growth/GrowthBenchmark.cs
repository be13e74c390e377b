using OpsCenter.Benchmarks.Digests;
using OpsCenter.Benchmarks.Idle;
using OpsCenter.Benchmarks.Loads;
using OpsCenter.Benchmarks.Machines;
using OpsCenter.Benchmarks.Reports;
using OpsCenter.Benchmarks.Servers;

namespace OpsCenter.Benchmarks.Growth;

/// <summary>Measures each figure for different numbers of rows.</summary>
internal sealed class GrowthBenchmark(BenchmarkOptions options) : IBenchmarkSection
{
    private static readonly long[] Sizes = [10_000, 100_000, 1_000_000, 10_000_000];

    public string Name => "growth";

    public async Task<string> RunAsync()
    {
        await using var server = await BenchmarkServer.StartAsync(options);
        var machine = Machine.Describe(await server.DescribeAsync());
        var table = new MarkdownTable(
            "usage rows",
            "digest",
            "memory of the backend",
            "apply with nothing to do, in process",
            "V2 by the service, under traffic",
            "longest V1 operation meanwhile",
            "V2 by hand, under traffic",
            "longest V1 operation meanwhile"
        );
        foreach (var rows in Sizes.Where(size => size <= options.Rows))
        {
            Console.WriteLine($"  {Figures.Count(rows)} rows");
            await using (await server.TemplateAsync(rows)) { }

            var digest = (await DigestMeasurement.TakeAsync(server, rows, options.Rounds)).Single(
                figure => figure.Way == DigestMeasurement.Digest
            );
            var nothing = await NothingToDoAsync(server, rows);
            var service = await LoadMeasurement.TakeAsync(
                server,
                LoadWays.ByService($"v1_{rows}", options)
            );
            var byHand = await LoadMeasurement.TakeAsync(
                server,
                LoadWays.Handwritten($"v1_{rows}")
            );
            table.Add(
                Figures.Count(rows),
                Figures.Time(digest.Time),
                Figures.Mebibytes(digest.Memory ?? 0),
                Figures.Time(nothing),
                Figures.Time(service.Took),
                Figures.Time(service.Longest),
                Figures.Time(byHand.Took),
                Figures.Time(byHand.Longest)
            );
        }

        return $"""
            {machine}

            {table}
            """;
    }

    private async Task<TimeSpan> NothingToDoAsync(BenchmarkServer server, long rows)
    {
        var way = new InProcess();
        await using var database = await server.CloneAsync($"v1_{rows}");
        await way.PrepareAsync(database);
        var times = new List<TimeSpan>();
        for (var round = 0; round < Math.Max(options.Rounds, 7); round++)
        {
            times.Add(await way.RunAsync(database));
        }

        return Figures.Median(times);
    }
}
