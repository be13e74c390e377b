using OpsCenter.Benchmarks.Servers;

namespace OpsCenter.Benchmarks.Idle;

/// <summary>A tool that is asked to bring a database to where it is.</summary>
internal interface IIdleWay
{
    string Name { get; }

    /// <summary>Applies V2 to a V1 database.</summary>
    Task PrepareAsync(BenchmarkDatabase database);

    /// <summary>Applies it again, and tells how long that took.</summary>
    Task<TimeSpan> RunAsync(BenchmarkDatabase database);
}
