using OpsCenter.Benchmarks.Machines;
using OpsCenter.Benchmarks.Reports;
using OpsCenter.Benchmarks.Servers;

namespace OpsCenter.Benchmarks.Idle;

/// <summary>Measures applying a migration that is already applied.</summary>
internal sealed class IdleBenchmark(BenchmarkOptions options) : IBenchmarkSection
{
    // The duration does not depend on the number of rows, as the section growth shows.
    private const long Rows = 10_000;

    public string Name => "noop";

    public async Task<string> RunAsync()
    {
        await using var server = await BenchmarkServer.StartAsync(options);
        var machine = Machine.Describe(await server.DescribeAsync());
        await using (await server.TemplateAsync(Rows)) { }

        var rounds = Math.Max(options.Rounds, 7);
        var figures = new List<(string Way, TimeSpan Time)>();
        var missing = new List<string>();
        foreach (var way in IdleWays.All(options))
        {
            await using var database = await server.CloneAsync($"v1_{Rows}");
            try
            {
                await way.PrepareAsync(database);
                var times = new List<TimeSpan>();
                for (var round = 0; round < rounds; round++)
                {
                    times.Add(await way.RunAsync(database));
                }

                figures.Add((way.Name, Figures.Median(times)));
                Console.WriteLine($"  {way.Name}: {Figures.Time(figures[^1].Time)}");
            }
            catch (Exception exception)
                when (exception is InvalidOperationException or System.ComponentModel.Win32Exception
                )
            {
                missing.Add($"* {way.Name} could not be measured: {FirstLine(exception)}");
                Console.WriteLine(missing[^1]);
            }
        }

        return $"""
            {machine}

            V2 is applied, and is applied again: nothing to do. {Figures.Count(
                Rows
            )} usage rows; the median of {rounds} runs.

            {Table(figures)}

            {string.Join('\n', missing)}
            """;
    }

    private static MarkdownTable Table(List<(string Way, TimeSpan Time)> figures)
    {
        var table = new MarkdownTable("way", "time");
        foreach (var (way, time) in figures)
        {
            table.Add(way, Figures.Time(time));
        }

        return table;
    }

    private static string FirstLine(Exception exception) => exception.Message.Split('\n')[0].Trim();
}
