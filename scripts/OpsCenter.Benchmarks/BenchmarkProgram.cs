using OpsCenter.Benchmarks.CommandLine;
using OpsCenter.Benchmarks.Digests;
using OpsCenter.Benchmarks.Folders;
using OpsCenter.Benchmarks.Growth;
using OpsCenter.Benchmarks.Harness;
using OpsCenter.Benchmarks.Idle;
using OpsCenter.Benchmarks.Loads;
using OpsCenter.Benchmarks.Reports;

namespace OpsCenter.Benchmarks;

/// <summary>Runs the selected sections. Each rewrites its part of the document.</summary>
internal static class BenchmarkProgram
{
    public static async Task<int> RunAsync(string[] args)
    {
        // An empty run of this program, to measure the start of a .NET program.
        if (args is ["nothing"])
        {
            return 0;
        }

        try
        {
            var options = BenchmarkArguments.Parse(args);
            foreach (var section in Sections(options))
            {
                var started = DateTimeOffset.UtcNow;
                Console.WriteLine($"== {section.Name}");
                var text = await section.RunAsync();
                Console.WriteLine(text);
                BenchmarkDocument.Open(options.Document).Replace(section.Name, text);
                Console.WriteLine(
                    $"== {section.Name} took {DateTimeOffset.UtcNow - started:hh\\:mm\\:ss}"
                );
            }

            return 0;
        }
        catch (UsageException usage)
        {
            await Console.Error.WriteLineAsync($"error: {usage.Message}");
            return 2;
        }
    }

    private static IEnumerable<IBenchmarkSection> Sections(BenchmarkOptions options) =>
        new IBenchmarkSection[]
        {
            new DigestBenchmark(options),
            new IdleBenchmark(options),
            new FolderBenchmark(options),
            new LoadBenchmark(options),
            new GrowthBenchmark(options),
            new HarnessBenchmark(),
        }.Where(section => options.Sections.Contains(section.Name));
}
