using OpsCenter.Benchmarks.Machines;
using OpsCenter.Benchmarks.Reports;
using OpsCenter.Benchmarks.Servers;

namespace OpsCenter.Benchmarks.Loads;

/// <summary>
/// Measures the effect of V2 on the latency of V1 and its duration, compared with other ways to apply it.
/// </summary>
internal sealed class LoadBenchmark(BenchmarkOptions options) : IBenchmarkSection
{
    public string Name => "load";

    public async Task<string> RunAsync()
    {
        await using var server = await BenchmarkServer.StartAsync(options);
        var machine = Machine.Describe(await server.DescribeAsync());
        await using (await server.TemplateAsync(options.Rows)) { }

        var v1 = $"v1_{options.Rows}";
        var v2 = $"v2_{options.Rows}";
        var archived = $"archived_{options.Rows}";
        await server.MakeOnceAsync(v2, LoadWays.UseV2Async, from: v1);
        await server.MakeOnceAsync(archived, LoadWays.ArchiveV2Async, from: v2);
        LoadWay[] ways =
        [
            LoadWays.Nothing(v1),
            LoadWays.ByService(v1, options),
            LoadWays.ByServiceWithoutDigests(v1, options),
            LoadWays.InOneTransaction(v1),
            LoadWays.Handwritten(v1),
            LoadWays.RollbackByService(v2, options),
            LoadWays.RestoreByService(archived, options),
        ];
        var figures = ways.ToDictionary(way => way.Name, _ => new List<LoadFigure>());
        for (var round = 0; round < options.Rounds; round++)
        {
            // Rotates the order, so that no way always runs first or after the same one.
            foreach (
                var way in ways.Skip(round % ways.Length).Concat(ways.Take(round % ways.Length))
            )
            {
                figures[way.Name].Add(await LoadMeasurement.TakeAsync(server, way));
            }
        }

        return $"""
            {machine}

            {Figures.Count(
                options.Rows
            )} usage rows, {LoadMeasurement.RatePerSecond} V1 transactions a second from 4 clients, open loop;
            {options.Rounds} rounds in rotated order, each on a fresh copy of the database. Times are medians, in brackets the worst round;
            a latency counts from the moment at which the operation was due.

            {Table(ways, figures)}
            """;
    }

    private static MarkdownTable Table(
        IEnumerable<LoadWay> ways,
        Dictionary<string, List<LoadFigure>> figures
    )
    {
        var byHand = Figures.Median(figures[LoadWays.ByHand].Select(figure => figure.Took));
        var table = new MarkdownTable(
            "",
            "whole time",
            "of by hand",
            "longest V1 operation",
            "p99.9",
            "failed V1 operations"
        );
        foreach (var way in ways)
        {
            var rounds = figures[way.Name];
            var took = Figures.Median(rounds.Select(figure => figure.Took));
            table.Add(
                way.Name,
                way.Name == LoadWays.None ? "-" : Figures.Time(took),
                way.Name == LoadWays.None ? "-" : Figures.Ratio(took, byHand),
                WithWorst(rounds.Select(figure => figure.Longest)),
                WithWorst(rounds.Select(figure => figure.P999)),
                $"{rounds.Sum(figure => figure.Failed)}"
            );
        }

        return table;
    }

    private static string WithWorst(IEnumerable<TimeSpan> times)
    {
        var all = times.ToList();
        return $"{Figures.Time(Figures.Median(all))} ({Figures.Time(all.Max())})";
    }
}
