using System.Globalization;
using OpsCenter.Benchmarks.Idle;
using OpsCenter.Benchmarks.Programs;
using OpsCenter.Benchmarks.Servers;

namespace OpsCenter.Benchmarks.Folders;

/// <summary>The tools to compare; those of this repository come first.</summary>
internal static class FolderWays
{
    public static IReadOnlyList<IFolderWay> All(BenchmarkOptions options) =>
        [
            new OpsCenter("opscenter apply", options),
            new OpsCenter("opscenter apply --preserve off", options, "--preserve", "off"),
            new Dbmate(options.Tools),
            new NodePgMigrate(options.Tools),
            new Sqitch(),
        ];

    private sealed class OpsCenter(string name, BenchmarkOptions options, params string[] more)
        : IFolderWay
    {
        private readonly string _folder = ReleasedScript.NewFolder();

        public string Name => name;

        public async Task PrepareAsync(BenchmarkDatabase database)
        {
            foreach (var (number, up) in SmallMigrations.All)
            {
                await WriteAsync(_folder, $"{number:000}_step.up.sql", up);
                await WriteAsync(_folder, $"{number:000}_step.down.sql", "select 1;");
            }
        }

        public Task<TimeSpan> RunAsync(BenchmarkDatabase database) =>
            TimedProgram.RunAsync(
                Command.Published(options),
                ["apply", "--migrations", _folder, "--no-backup", .. more],
                database.Environment
            );
    }

    /// <summary>https://github.com/amacneil/dbmate</summary>
    private sealed class Dbmate(string tools) : IFolderWay
    {
        private readonly string _folder = ReleasedScript.NewFolder();

        public string Name => "dbmate up";

        public async Task PrepareAsync(BenchmarkDatabase database)
        {
            foreach (var (number, up) in SmallMigrations.All)
            {
                await WriteAsync(
                    _folder,
                    $"20250101000{number:000}_step.sql",
                    $"-- migrate:up\n{up}\n-- migrate:down\nselect 1;\n"
                );
            }
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

    /// <summary>https://github.com/salsita/node-pg-migrate</summary>
    private sealed class NodePgMigrate(string tools) : IFolderWay
    {
        private readonly string _folder = ReleasedScript.NewFolder();

        public string Name => "node-pg-migrate up";

        public async Task PrepareAsync(BenchmarkDatabase database)
        {
            foreach (var (number, up) in SmallMigrations.All)
            {
                await WriteAsync(
                    _folder,
                    $"1735689600{number:000}_step.sql",
                    $"-- Up Migration\n{up}\n-- Down Migration\nselect 1;\n"
                );
            }
        }

        // One transaction for each migration, as the other tools do.
        public Task<TimeSpan> RunAsync(BenchmarkDatabase database) =>
            TimedProgram.RunAsync(
                Path.Combine(tools, "node_modules", ".bin", "node-pg-migrate"),
                ["up", "--no-single-transaction", "--migrations-dir", _folder],
                new Dictionary<string, string?>(database.Environment, StringComparer.Ordinal)
                {
                    ["DATABASE_URL"] = database.Uri,
                },
                tools
            );
    }

    /// <summary>https://sqitch.org</summary>
    private sealed class Sqitch : IFolderWay
    {
        private readonly string _folder = ReleasedScript.NewFolder();

        public string Name => "sqitch deploy";

        public async Task PrepareAsync(BenchmarkDatabase database)
        {
            await SqitchProgram.RunAsync(_folder, database, "init", "opscenter", "--engine", "pg");
            var plan = Path.Combine(_folder, "sqitch.plan");
            var lines = await File.ReadAllTextAsync(plan);
            Directory.CreateDirectory(Path.Combine(_folder, "deploy"));
            foreach (var (number, up) in SmallMigrations.All)
            {
                lines += string.Create(
                    CultureInfo.InvariantCulture,
                    $"step_{number} 2025-01-01T00:00:00Z bench <bench@example.org> # step\n"
                );
                await WriteAsync(Path.Combine(_folder, "deploy"), $"step_{number}.sql", up);
            }

            await File.WriteAllTextAsync(plan, lines);
        }

        public Task<TimeSpan> RunAsync(BenchmarkDatabase database) =>
            SqitchProgram.RunAsync(_folder, database, "deploy", SqitchProgram.Target(database));
    }

    private static Task WriteAsync(string folder, FormattableString name, string text) =>
        File.WriteAllTextAsync(
            Path.Combine(folder, name.ToString(CultureInfo.InvariantCulture)),
            text
        );
}
