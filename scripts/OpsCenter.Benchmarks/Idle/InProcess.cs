using System.Diagnostics;
using OpsCenter.Benchmarks.Servers;
using OpsCenter.Migrations;
using OpsCenter.Migrations.Operations;
using OpsCenter.Schema;

namespace OpsCenter.Benchmarks.Idle;

/// <summary>The engine in a running process with open connections.</summary>
internal sealed class InProcess : IIdleWay
{
    public string Name => "Migrator.ApplyAsync, in process";

    public async Task PrepareAsync(BenchmarkDatabase database)
    {
        await new Migrator(database.DataSource).ApplyAsync(Releases.V2);
        await RunAsync(database);
    }

    public async Task<TimeSpan> RunAsync(BenchmarkDatabase database)
    {
        var watch = Stopwatch.StartNew();
        var report = await new Migrator(database.DataSource).ApplyAsync(Releases.V2);
        return report.Outcome == ApplyOutcome.AlreadyApplied
            ? watch.Elapsed
            : throw new InvalidOperationException(
                $"The migration was not applied yet: {report.Outcome}"
            );
    }
}
