using System.Text.RegularExpressions;
using OpsCenter.Architecture.Tests.Sources;

namespace OpsCenter.Architecture.Tests;

/// <summary>What <c>test.sh</c> says of projects is true.</summary>
public partial class TestScriptTests
{
    [Fact]
    public void Every_project_with_a_place_in_the_order_exists() =>
        Project()
            .Matches(Read("projects.sh"))
            .Select(match => match.Value)
            .Where(project => !Directory.Exists(Path.Combine(Repository.Root, "tests", project)))
            .ShouldBeEmpty();

    private static string Read(string script) =>
        File.ReadAllText(Path.Combine(Repository.Root, "scripts", "lib", script));

    [GeneratedRegex(@"OpsCenter\.[\w.]+\.Tests\b")]
    private static partial Regex Project();
}
