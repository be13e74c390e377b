using OpsCenter.Benchmarks.Programs;
using OpsCenter.Benchmarks.Servers;

namespace OpsCenter.Benchmarks.Idle;

/// <summary>https://github.com/amacneil/dbmate</summary>
internal sealed class Dbmate(string tools) : IIdleWay
{
    private readonly string _folder = ReleasedScript.NewFolder();

    public string Name => "dbmate up";

    public async Task PrepareAsync(BenchmarkDatabase database)
    {
        await File.WriteAllTextAsync(
            Path.Combine(_folder, "20250101000000_v2.sql"),
            $"-- migrate:up\n{ReleasedScript.Text}\n-- migrate:down\nselect 1;\n"
        );
        await RunAsync(database);
    }

    public Task<TimeSpan> RunAsync(BenchmarkDatabase database) =>
        TimedProgram.RunAsync(
            Path.Combine(tools, "node_modules", ".bin", "dbmate"),
            [
                "--url",
                $"{database.Uri}?sslmode=disable",
                "--migrations-dir",
                _folder,
                "--no-dump-schema",
                "up",
            ],
            database.Environment
        );
}
