using OpsCenter.Benchmarks.Programs;
using OpsCenter.Benchmarks.Servers;

namespace OpsCenter.Benchmarks.Idle;

/// <summary>Runs the script again with psql.</summary>
internal sealed class Psql : IIdleWay
{
    public string Name => "psql -f create_llm_management_tables_v2.sql";

    public Task PrepareAsync(BenchmarkDatabase database) => RunAsync(database);

    public Task<TimeSpan> RunAsync(BenchmarkDatabase database) =>
        TimedProgram.RunAsync(
            "psql",
            ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-f", ReleasedScript.Path],
            database.Environment
        );
}
