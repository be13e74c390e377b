using OpsCenter.Benchmarks.Servers;

namespace OpsCenter.Benchmarks.Idle;

/// <summary>A tool that applies a migration that is already applied.</summary>
internal interface IIdleWay
{
    string Name { get; }

    /// <summary>Applies V2 to a V1 database.</summary>
    Task PrepareAsync(BenchmarkDatabase database);

    /// <summary>Applies it again; returns the duration.</summary>
    Task<TimeSpan> RunAsync(BenchmarkDatabase database);
}
