using OpsCenter.Benchmarks.Programs;
using OpsCenter.Benchmarks.Servers;

namespace OpsCenter.Benchmarks.Idle;

/// <summary>https://sqitch.org</summary>
internal sealed class Sqitch : IIdleWay
{
    private static readonly string[] Who = ["SQITCH_FULLNAME", "SQITCH_EMAIL"];

    private readonly string _folder = ReleasedScript.NewFolder();

    public string Name => "sqitch deploy";

    public async Task PrepareAsync(BenchmarkDatabase database)
    {
        await SqitchAsync(database, "init", "opscenter", "--engine", "pg");
        await SqitchAsync(database, "add", "v2", "-n", "V2");
        await File.WriteAllTextAsync(
            Path.Combine(_folder, "deploy", "v2.sql"),
            ReleasedScript.Text
        );
        await RunAsync(database);
    }

    public Task<TimeSpan> RunAsync(BenchmarkDatabase database) =>
        SqitchAsync(
            database,
            "deploy",
            $"db:pg://{database.Uri[(database.Uri.IndexOf("//", StringComparison.Ordinal) + 2)..]}"
        );

    private Task<TimeSpan> SqitchAsync(BenchmarkDatabase database, params string[] arguments)
    {
        var environment = new Dictionary<string, string?>(
            database.Environment,
            StringComparer.Ordinal
        );
        foreach (var name in Who)
        {
            environment[name] = "bench@example.org";
        }

        return TimedProgram.RunAsync("sqitch", arguments, environment, _folder);
    }
}
