using OpsCenter.Benchmarks.Programs;
using OpsCenter.Benchmarks.Servers;

namespace OpsCenter.Benchmarks.Idle;

/// <summary>Runs sqitch, which wants to know who runs it.</summary>
internal static class SqitchProgram
{
    private static readonly string[] Who = ["SQITCH_FULLNAME", "SQITCH_EMAIL"];

    /// <summary>The database as sqitch names it.</summary>
    public static string Target(BenchmarkDatabase database) =>
        $"db:pg://{database.Uri[(database.Uri.IndexOf("//", StringComparison.Ordinal) + 2)..]}";

    public static Task<TimeSpan> RunAsync(
        string folder,
        BenchmarkDatabase database,
        params string[] arguments
    )
    {
        var environment = new Dictionary<string, string?>(
            database.Environment,
            StringComparer.Ordinal
        );
        foreach (var name in Who)
        {
            environment[name] = "bench@example.org";
        }

        return TimedProgram.RunAsync("sqitch", arguments, environment, folder);
    }
}
