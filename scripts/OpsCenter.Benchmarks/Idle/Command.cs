using OpsCenter.Benchmarks.Programs;
using OpsCenter.Benchmarks.Servers;
using OpsCenter.Migrations;
using OpsCenter.Schema;

namespace OpsCenter.Benchmarks.Idle;

/// <summary>Measures a program from its start to its end.</summary>
internal sealed class Command(string name, string program, params string[] arguments) : IIdleWay
{
    /// <summary>The path of opscenter, built in the same configuration as this program.</summary>
    public static string Built { get; } = Path.Combine(AppContext.BaseDirectory, "opscenter.dll");

    /// <summary>The path of the program that scripts/bench.sh publishes with scripts/publish.sh.</summary>
    public static string Published(BenchmarkOptions options) =>
        Path.Combine(options.Cache, "opscenter", "opscenter");

    /// <summary>Runs an assembly, which is compiled just in time.</summary>
    public static Command OfAssembly(string name, string assembly, params string[] arguments) =>
        new(name, "dotnet", [assembly, .. arguments]);

    public string Name => name;

    public Task PrepareAsync(BenchmarkDatabase database) =>
        new Migrator(database.DataSource).ApplyAsync(Releases.V2);

    public Task<TimeSpan> RunAsync(BenchmarkDatabase database) =>
        TimedProgram.RunAsync(program, arguments, database.Environment);
}
