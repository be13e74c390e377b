using OpsCenter.Benchmarks.Servers;

namespace OpsCenter.Benchmarks.Folders;

/// <summary>A tool that applies a folder of migrations.</summary>
internal interface IFolderWay
{
    string Name { get; }

    /// <summary>Writes <see cref="SmallMigrations"/> in the convention of the tool.</summary>
    Task PrepareAsync(BenchmarkDatabase database);

    /// <summary>Applies what is pending; returns the duration.</summary>
    Task<TimeSpan> RunAsync(BenchmarkDatabase database);
}
