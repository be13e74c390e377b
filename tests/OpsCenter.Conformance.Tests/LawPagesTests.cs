using System.Text.RegularExpressions;
using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Laws;
using OpsCenter.Conformance.Reports;
using OpsCenter.Conformance.Tests.Entries;
using OpsCenter.Testing;

namespace OpsCenter.Conformance.Tests;

/// <summary>The pages in docs/laws match the laws.</summary>
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
        page.ShouldContain("\n## What a failure looks like\n\n[");
        page.ShouldContain($"\n```\n  BROKEN           {law} (");
        page.ShouldContain("\n## How to fix it\n");
    }

    /// <summary>The page may show only a part of the output, but nothing else.</summary>
    [Theory]
    [MemberData(nameof(Laws))]
    public async Task The_example_of_a_failure_is_real_output(string law)
    {
        var example = Example().Match(File.ReadAllText(Path.Combine(Folder, $"{law}.md")));
        await using var server = await DatabaseServer.ConnectAsync(
            await TestServer.For(TestMajors.Newest).ConnectionStringAsync()
        );

        var report = await ConformanceCheck.RunAsync(
            CatalogueEntry.Read(example.Groups["entry"].Value).Pair,
            server,
            [
                AllLaws
                    .With(new LawOptions { Servers = TestMajorServers.Shared })
                    .Single(each => each.Id == law),
            ]
        );

        var printed = TextReport.Details(report.Results.Single()).Select(line => line.Trim());
        Lines(example).ShouldNotBeEmpty();
        Lines(example).Except(printed, StringComparer.Ordinal).ShouldBeEmpty();
    }

    [Fact]
    public void The_list_names_every_law_in_the_order_of_the_check() =>
        Listed()
            .Where(id => AllLaws.Find(id) is not null)
            .ShouldBe(AllLaws.InOrder.Select(law => law.Id));

    [Fact]
    public void Every_page_is_in_the_list() =>
        Directory
            .GetFiles(Folder, "*.md")
            .Select(page => Path.GetFileNameWithoutExtension(page))
            .Where(name => name != "README")
            .ShouldBe(Listed(), ignoreOrder: true);

    private static IEnumerable<string> Listed() =>
        Row()
            .Matches(File.ReadAllText(Path.Combine(Folder, "README.md")))
            .Select(row => row.Groups[1].Value);

    private static IEnumerable<string> Lines(Match example) =>
        example.Groups["lines"].Value.Split('\n').Select(line => line.Trim());

    [GeneratedRegex(
        @"## What a failure looks like\n\n\[.*?\]\(.*?catalogue/(?<entry>[a-z0-9/-]+)\).*?\n```\n  BROKEN .*?\n(?<lines>.*?)\n```",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Example();

    [GeneratedRegex(@"^\| \[([a-z-]+)\]\(\1\.md\) \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
