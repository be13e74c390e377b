using OpsCenter.Benchmarks.Machines;
using OpsCenter.Benchmarks.Reports;
using OpsCenter.Benchmarks.Servers;

namespace OpsCenter.Benchmarks.Folders;

/// <summary>Measures a folder of small migrations: all of them pending, and none.</summary>
internal sealed class FolderBenchmark(BenchmarkOptions options) : IBenchmarkSection
{
    public string Name => "folder";

    public async Task<string> RunAsync()
    {
        await using var server = await BenchmarkServer.StartAsync(options);
        var machine = Machine.Describe(await server.DescribeAsync());
        var figures = new List<(string Way, TimeSpan Pending, TimeSpan None)>();
        var missing = new List<string>();
        foreach (var way in FolderWays.All(options))
        {
            try
            {
                figures.Add(await MeasureAsync(server, way));
                Console.WriteLine(
                    $"  {way.Name}: {Figures.Time(figures[^1].Pending)}, {Figures.Time(figures[^1].None)}"
                );
            }
            catch (Exception exception)
                when (exception is InvalidOperationException or System.ComponentModel.Win32Exception
                )
            {
                missing.Add(
                    $"* {way.Name} could not be measured: {exception.Message.Split('\n')[0].Trim()}"
                );
                Console.WriteLine(missing[^1]);
            }
        }

        return $"""
            {machine}

            {SmallMigrations.Count} migrations, a transaction each: tables, columns, indexes, and {Figures.Count(
                SmallMigrations.Rows
            )} rows for each table. The median of {options.Rounds} rounds.

            {Table(figures)}

            {string.Join('\n', missing)}
            """;
    }

    private async Task<(string Way, TimeSpan Pending, TimeSpan None)> MeasureAsync(
        BenchmarkServer server,
        IFolderWay way
    )
    {
        var (pending, none) = (new List<TimeSpan>(), new List<TimeSpan>());
        for (var round = 0; round < options.Rounds; round++)
        {
            await using var database = await server.EmptyAsync();
            if (round == 0)
            {
                await way.PrepareAsync(database);
            }

            pending.Add(await way.RunAsync(database));
            none.Add(await way.RunAsync(database));
        }

        return (way.Name, Figures.Median(pending), Figures.Median(none));
    }

    private static MarkdownTable Table(List<(string Way, TimeSpan Pending, TimeSpan None)> figures)
    {
        var table = new MarkdownTable("way", "all pending", "none pending");
        foreach (var (way, pending, none) in figures)
        {
            table.Add(way, Figures.Time(pending), Figures.Time(none));
        }

        return table;
    }
}
