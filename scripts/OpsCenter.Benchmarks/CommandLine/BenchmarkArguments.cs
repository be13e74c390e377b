using System.Globalization;

namespace OpsCenter.Benchmarks.CommandLine;

/// <summary>Parses the command line.</summary>
internal static class BenchmarkArguments
{
    private static readonly string[] Names =
    [
        "digest",
        "noop",
        "folder",
        "load",
        "growth",
        "harness",
    ];

    public static BenchmarkOptions Parse(string[] args)
    {
        var sections = new HashSet<string>(StringComparer.Ordinal);
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var fresh = false;
        for (var i = 0; i < args.Length; i++)
        {
            if (Names.Contains(args[i]))
            {
                sections.Add(args[i]);
            }
            else if (args[i] == "--fresh")
            {
                fresh = true;
            }
            else if (args[i].StartsWith("--", StringComparison.Ordinal) && i + 1 < args.Length)
            {
                values[args[i]] = args[++i];
            }
            else
            {
                throw new UsageException(
                    $"{args[i]} is neither an option nor one of {string.Join(", ", Names)}."
                );
            }
        }

        string Take(string option, string otherwise) =>
            values.Remove(option, out var value) ? value : otherwise;
        var options = new BenchmarkOptions(
            sections.Count > 0 ? sections : Names.ToHashSet(StringComparer.Ordinal),
            Number(Take("--rows", "10000000"), "--rows"),
            (int)Number(Take("--major", "15"), "--major"),
            (int)Number(Take("--rounds", "3"), "--rounds"),
            Path.GetFullPath(Take("--cache", Path.Combine(Path.GetTempPath(), "opscenter-bench"))),
            Path.GetFullPath(Take("--tools", "tools")),
            Path.GetFullPath(Take("--document", "docs/benchmarks.md")),
            fresh
        );
        return values.Count == 0
            ? options
            : throw new UsageException($"Unknown option {values.Keys.First()}.");
    }

    private static long Number(string text, string option) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number > 0
            ? number
            : throw new UsageException($"{option} needs a number above 0, not {text}.");
}
