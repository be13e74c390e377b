using System.Text.RegularExpressions;
using OpsCenter.Conformance.Folders;
using OpsCenter.Conformance.Reports;
using OpsCenter.Conformance.Verdicts;
using OpsCenter.Scripts.Folders;

namespace OpsCenter.Conformance.Tests.Reports;

/// <summary>The page of a folder says of each migration what the page of one pair says.</summary>
public sealed partial class FolderHtmlTests
{
    private static readonly string Page = FolderHtml.Write(
        new FolderReport(
            "db/migrations",
            "plain",
            "none",
            18,
            7,
            [.. SampleCheck.Report.Results.Select(result => result.Law)],
            [Result("1"), Result("2"), Kept("3")],
            TimeSpan.FromSeconds(3)
        ),
        SampleReport.At
    );

    [Fact]
    public void A_migration_has_its_squares_causes_and_marked_lines()
    {
        Count("class=\"squares\"").ShouldBe(2);
        Page.ShouldContain(
            "<h2><a href=\"#m1-up-3\">up &lt;1&gt;.sql, lines 3 to 4</a> <span class=\"meta\">breaks 3 laws</span></h2>"
        );
        Page.ShouldContain("<li id=\"m1-up-3\" class=\"broken\">");
        Page.ShouldContain(
            "<td class=\"broken verdict\" title=\"idempotent: broken\"><a href=\"#m0-idempotent\""
        );
    }

    [Fact]
    public void Every_link_leads_to_something_that_is_there_once()
    {
        var ids = Ids.Matches(Page).Select(id => id.Groups[1].Value).ToList();

        ids.ShouldBeUnique();
        Links.Matches(Page).Select(link => link.Groups[1].Value).Except(ids).ShouldBeEmpty();
    }

    private static int Count(string text) => Page.Split(text).Length - 1;

    private static MigrationResult Result(string key) => new(Migration(key), SampleCheck.Report);

    private static MigrationResult Kept(string key) =>
        new(
            Migration(key),
            SampleCheck.Report with
            {
                Results =
                [
                    .. SampleCheck.Report.Results.Where(result => result.Verdict == Verdict.Holds),
                ],
            }
        );

    private static FolderMigration Migration(string key) =>
        new(
            MigrationVersion.OfText(key),
            "reader",
            new FolderScript($"{key}_reader.up.sql", SampleCheck.Pair.Up),
            new FolderScript($"{key}_reader.down.sql", SampleCheck.Pair.Down)
        );

    [GeneratedRegex(" id=\"([^\"]*)\"")]
    private static partial Regex Ids { get; }

    [GeneratedRegex("href=\"#([^\"]*)\"")]
    private static partial Regex Links { get; }
}
