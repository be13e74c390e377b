using OpsCenter.Benchmarks.Reports;
using OpsCenter.Benchmarks.Servers;
using OpsCenter.V1Traffic;

namespace OpsCenter.Benchmarks.Loads;

/// <summary>Measures one way on a new copy of its template, under traffic.</summary>
internal static class LoadMeasurement
{
    public const double RatePerSecond = 100;

    // Ignores the start: the first operations of the clients compile their code.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Aftermath = TimeSpan.FromSeconds(1);

    public static async Task<LoadFigure> TakeAsync(BenchmarkServer server, LoadWay way)
    {
        await using var database = await server.CloneAsync(way.Template);
        // A warm-up: the first query reads the files of the copy from disk.
        await database.ExecuteAsync(
            "select count(*), max(created_at), max(user_id) from llm_usage_logs"
        );
        await using var traffic = await TrafficRun.StartAsync(
            database.DataSource,
            new TrafficOptions { RatePerSecond = RatePerSecond, Clients = 4 }
        );
        await Task.Delay(WarmUp);
        var from = traffic.Elapsed;
        await way.RunAsync(database);
        var took = traffic.Elapsed - from;
        await Task.Delay(Aftermath);
        var report = await traffic.ReportAsync(from, traffic.Elapsed);
        var latency = report.Operations.Latency;
        var figure = new LoadFigure(
            took,
            latency.Count,
            latency.P999,
            latency.Max,
            report.Operations.Failed
        );
        Console.WriteLine(
            $"  {way.Name}: {Figures.Time(took)}, p99.9 {Figures.Time(figure.P999)}, longest "
                + $"{Figures.Time(figure.Longest)}, {figure.Failed} failed"
        );
        return figure;
    }
}
