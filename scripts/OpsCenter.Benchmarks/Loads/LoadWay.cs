using OpsCenter.Benchmarks.Servers;

namespace OpsCenter.Benchmarks.Loads;

/// <summary>A way to change a database under traffic.</summary>
/// <param name="Name">The name in the document.</param>
/// <param name="Template">The template of the database.</param>
/// <param name="RunAsync">The change.</param>
internal sealed record LoadWay(
    string Name,
    string Template,
    Func<BenchmarkDatabase, Task> RunAsync
);
