using System.Text.RegularExpressions;
using OpsCenter.Conformance.Laws;
using OpsCenter.Testing;

namespace OpsCenter.Conformance.Tests;

/// <summary>docs/laws tells what the laws are.</summary>
public sealed partial class LawPagesTests
{
    private static readonly string Folder = WorkingCopy.PathOf("docs", "laws");

    public static TheoryData<string> Laws => [.. AllLaws.InOrder.Select(law => law.Id)];

    [Theory]
    [MemberData(nameof(Laws))]
    public void A_law_has_its_page(string law)
    {
        var page = File.ReadAllText(Path.Combine(Folder, $"{law}.md"));

        page.ShouldStartWith($"# {law}\n");
        page.ShouldContain("\n## Problem\n");
        page.ShouldContain("\n## How it is checked\n");
        page.ShouldContain($"\n## What a failure looks like\n\n```\n  BROKEN       {law} (");
        page.ShouldContain("\n## How to mend it\n");
    }

    [Fact]
    public void The_list_names_every_law_in_the_order_of_the_check() =>
        Listed()
            .Where(id => AllLaws.Find(id) is not null)
            .ShouldBe(AllLaws.InOrder.Select(law => law.Id));

    [Fact]
    public void The_list_and_the_pages_are_the_same() =>
        Directory
            .GetFiles(Folder, "*.md")
            .Select(page => Path.GetFileNameWithoutExtension(page))
            .Where(name => name != "README")
            .ShouldBe(Listed(), ignoreOrder: true);

    private static IEnumerable<string> Listed() =>
        Row()
            .Matches(File.ReadAllText(Path.Combine(Folder, "README.md")))
            .Select(row => row.Groups[1].Value);

    [GeneratedRegex(@"^\| \[([a-z-]+)\]\(\1\.md\) \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
