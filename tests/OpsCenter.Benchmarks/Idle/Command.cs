using OpsCenter.Benchmarks.Programs;
using OpsCenter.Benchmarks.Servers;
using OpsCenter.Migrations;
using OpsCenter.Schema;

namespace OpsCenter.Benchmarks.Idle;

/// <summary>A .NET program, from its start to its end.</summary>
internal sealed class Command(string name, string assembly, params string[] arguments) : IIdleWay
{
    /// <summary>Built with this program, in the same configuration.</summary>
    public static string Service { get; } = Path.Combine(AppContext.BaseDirectory, "opscenter.dll");

    /// <summary>Published ready to run, as scripts/bench.sh does and README advises.</summary>
    public static string Published(BenchmarkOptions options) =>
        Path.Combine(options.Cache, "opscenter", "opscenter.dll");

    public string Name => name;

    public Task PrepareAsync(BenchmarkDatabase database) =>
        new Migrator(database.DataSource).ApplyAsync(Releases.V2);

    public Task<TimeSpan> RunAsync(BenchmarkDatabase database) =>
        TimedProgram.RunAsync("dotnet", [assembly, .. arguments], database.Environment);
}
