using OpsCenter.Benchmarks.Servers;

namespace OpsCenter.Benchmarks.Idle;

/// <summary>https://sqitch.org</summary>
internal sealed class Sqitch : IIdleWay
{
    private readonly string _folder = ReleasedScript.NewFolder();

    public string Name => "sqitch deploy";

    public async Task PrepareAsync(BenchmarkDatabase database)
    {
        await SqitchProgram.RunAsync(_folder, database, "init", "opscenter", "--engine", "pg");
        await SqitchProgram.RunAsync(_folder, database, "add", "v2", "-n", "V2");
        await File.WriteAllTextAsync(
            Path.Combine(_folder, "deploy", "v2.sql"),
            ReleasedScript.Text
        );
        await RunAsync(database);
    }

    public Task<TimeSpan> RunAsync(BenchmarkDatabase database) =>
        SqitchProgram.RunAsync(_folder, database, "deploy", SqitchProgram.Target(database));
}
