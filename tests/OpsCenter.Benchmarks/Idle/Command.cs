using OpsCenter.Benchmarks.Programs;
using OpsCenter.Benchmarks.Servers;
using OpsCenter.Migrations;
using OpsCenter.Schema;

namespace OpsCenter.Benchmarks.Idle;

/// <summary>A program, from its start to its end.</summary>
internal sealed class Command(string name, string program, params string[] arguments) : IIdleWay
{
    /// <summary>Built with this program, in the same configuration.</summary>
    public static string Built { get; } = Path.Combine(AppContext.BaseDirectory, "opscenter.dll");

    /// <summary>Published by scripts/publish.sh, as scripts/bench.sh has it done and README advises.</summary>
    public static string Published(BenchmarkOptions options) =>
        Path.Combine(options.Cache, "opscenter", "opscenter");

    /// <summary>An assembly, which the runtime compiles as it runs.</summary>
    public static Command OfAssembly(string name, string assembly, params string[] arguments) =>
        new(name, "dotnet", [assembly, .. arguments]);

    public string Name => name;

    public Task PrepareAsync(BenchmarkDatabase database) =>
        new Migrator(database.DataSource).ApplyAsync(Releases.V2);

    public Task<TimeSpan> RunAsync(BenchmarkDatabase database) =>
        TimedProgram.RunAsync(program, arguments, database.Environment);
}
