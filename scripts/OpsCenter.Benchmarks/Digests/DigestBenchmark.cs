using OpsCenter.Benchmarks.Machines;
using OpsCenter.Benchmarks.Reports;
using OpsCenter.Benchmarks.Servers;

namespace OpsCenter.Benchmarks.Digests;

/// <summary>Compares the digest of the V1 data with counting it and dumping it to /dev/null.</summary>
internal sealed class DigestBenchmark(BenchmarkOptions options) : IBenchmarkSection
{
    public string Name => "digest";

    public async Task<string> RunAsync()
    {
        await using var server = await BenchmarkServer.StartAsync(options);
        var machine = Machine.Describe(await server.DescribeAsync());
        var figures = await DigestMeasurement.TakeAsync(server, options.Rows, options.Rounds);
        return $"""
            {machine}

            llm_usage_logs of shape A, {Figures.Count(
                options.Rows
            )} rows; the median of {options.Rounds} rounds, the ways in turn.

            {Table(figures)}
            """;
    }

    private MarkdownTable Table(IReadOnlyList<DigestFigure> figures)
    {
        var dump = figures.FirstOrDefault(figure => figure.Way == DigestMeasurement.Dump);
        var table = new MarkdownTable(
            "way",
            "time",
            "rows/s",
            "times as fast as pg_dump",
            "memory of the backend"
        );
        foreach (var figure in figures)
        {
            table.Add(
                figure.Way,
                Figures.Time(figure.Time),
                Figures.Count(options.Rows / figure.Time.TotalSeconds),
                dump is null
                    ? "(pg_dump is missing or too old)"
                    : Figures.Ratio(dump.Time, figure.Time),
                figure.Memory is { } memory ? Figures.Mebibytes(memory) : "-"
            );
        }

        return table;
    }
}
