using System.Diagnostics;
using System.Text.RegularExpressions;
using OpsCenter.Architecture.Tests.Sources;

namespace OpsCenter.Architecture.Tests;

/// <summary>What <c>test.sh</c> says of projects, suites and files is true.</summary>
public partial class TestScriptTests
{
    private static readonly string Samples = Read("samples.sh");

    [Fact]
    public void Every_project_with_a_place_in_the_order_exists() =>
        Project()
            .Matches(Read("projects.sh"))
            .Select(match => match.Value)
            .Where(project => !Directory.Exists(Path.Combine(Repository.Root, "tests", project)))
            .ShouldBeEmpty();

    [Fact]
    public void The_suites_that_may_be_left_out_are_those_that_ask() =>
        Repository
            .Sources.Where(file => file.Path.StartsWith("tests/", StringComparison.Ordinal))
            .SelectMany(file => Question().Matches(file.Text))
            .Select(match => match.Groups["suite"].Value)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ShouldBe(Suites().Match(Samples).Groups["suites"].Value.Split(' '));

    [Fact]
    public void Every_file_and_folder_on_which_a_suite_depends_exists()
    {
        var inputs = Input()
            .Matches(Comment().Replace(Samples, ""))
            .Select(match => match.Value)
            .ToList();

        inputs.Count.ShouldBeGreaterThan(10);
        inputs.Where(input => !Path.Exists(Path.Combine(Repository.Root, input))).ShouldBeEmpty();
    }

    /// <summary>xUnit leaves its report empty if the message of a failure has control characters.</summary>
    [Fact]
    public void The_counts_of_an_empty_report_are_those_of_the_summary()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The scripts are for bash.");
        const string commands = """
            source scripts/lib/projects.sh
            source scripts/lib/counts.sh
            reports=$(mktemp -d)
            printf '<Counters passed="5" failed="0" notExecuted="2" />' >"$reports/whole.trx"
            touch "$reports/empty.trx"
            printf '  total: 4\n  failed: 1\n  succeeded: 3\n  skipped: 0\n' >"$reports/log"
            write_counts "$reports/log" >"$reports/empty.counts.trx"
            count_tests "$reports"
            rm -rf "$reports"
            """;
        using var shell = Process.Start(
            new ProcessStartInfo("bash", ["-c", commands])
            {
                WorkingDirectory = Repository.Root,
                RedirectStandardOutput = true,
            }
        )!;

        shell.StandardOutput.ReadToEnd().ShouldBe("2 skipped\n8 passed, 1 failed\n");
    }

    private static string Read(string script) =>
        File.ReadAllText(Path.Combine(Repository.Root, "scripts", "lib", script));

    [GeneratedRegex(@"OpsCenter\.[\w.]+\.Tests\b")]
    private static partial Regex Project();

    [GeneratedRegex(@"SkipIfUnchanged\(""(?<suite>\w+)""\)")]
    private static partial Regex Question();

    [GeneratedRegex(@"sampled_suites=""(?<suites>[^""]+)""")]
    private static partial Regex Suites();

    [GeneratedRegex(@"^#.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"(?<=\s)(src|tests|scripts)/[\w./]+|(?<=\s)[\w.]+\.(props|json)\b")]
    private static partial Regex Input();
}
