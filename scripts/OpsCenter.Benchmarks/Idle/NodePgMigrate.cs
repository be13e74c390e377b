using OpsCenter.Benchmarks.Programs;
using OpsCenter.Benchmarks.Servers;

namespace OpsCenter.Benchmarks.Idle;

/// <summary>https://github.com/salsita/node-pg-migrate</summary>
internal sealed class NodePgMigrate(string tools) : IIdleWay
{
    private readonly string _folder = ReleasedScript.NewFolder();

    public string Name => "node-pg-migrate up";

    public async Task PrepareAsync(BenchmarkDatabase database)
    {
        await File.WriteAllTextAsync(
            Path.Combine(_folder, "1735689600000_v2.sql"),
            $"-- Up Migration\n{ReleasedScript.Text}\n-- Down Migration\nselect 1;\n"
        );
        await RunAsync(database);
    }

    public Task<TimeSpan> RunAsync(BenchmarkDatabase database) =>
        TimedProgram.RunAsync(
            Path.Combine(tools, "node_modules", ".bin", "node-pg-migrate"),
            ["up", "--migrations-dir", _folder],
            new Dictionary<string, string?>(database.Environment, StringComparer.Ordinal)
            {
                ["DATABASE_URL"] = database.Uri,
            },
            tools
        );
}
