using OpsCenter.Benchmarks.Servers;

namespace OpsCenter.Benchmarks.Loads;

/// <summary>Something that happens to a database under traffic.</summary>
/// <param name="Name">For the document.</param>
/// <param name="Template">The database that it happens to a copy of.</param>
/// <param name="RunAsync">What happens.</param>
internal sealed record LoadWay(
    string Name,
    string Template,
    Func<BenchmarkDatabase, Task> RunAsync
);
