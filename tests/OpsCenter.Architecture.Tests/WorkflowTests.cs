using System.Text.RegularExpressions;
using OpsCenter.Architecture.Tests.Sources;

namespace OpsCenter.Architecture.Tests;

public partial class WorkflowTests
{
    [Fact]
    public void An_action_is_named_by_its_commit_since_a_tag_can_be_moved()
    {
        var uses = Directory
            .EnumerateFiles(
                Path.Combine(Repository.Root, ".github"),
                "*.yml",
                SearchOption.AllDirectories
            )
            .SelectMany(File.ReadLines)
            .Where(line => line.Contains("uses:", StringComparison.Ordinal))
            .ToList();

        uses.ShouldNotBeEmpty();
        uses.Where(line => !Pinned().IsMatch(line)).ShouldBeEmpty();
    }

    [GeneratedRegex(@"uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")]
    private static partial Regex Pinned();
}
