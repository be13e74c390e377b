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
