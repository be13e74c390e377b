using OpsCenter.MigrationService.Reports;
using OpsCenter.MigrationService.Tests.Processes;
using OpsCenter.Testing;

namespace OpsCenter.MigrationService.Tests.Reports;

/// <summary>How a report is written, as approved: the files beside this one. The style sheet is that of <c>check</c>.</summary>
public sealed class ReportFormatTests
{
    private const string Hostile =
        "</td><script src=\"https://x.example\">alert(1)</script>|`*_[a](b)\n# two \u001b[2J\u202E &amp;";

    private static readonly ReportPage Page = new(
        "opscenter apply · shop on db.example",
        ReportTone.Good,
        "Applied: v2",
        ["v2 (2.0.0) was applied in 726 ms.", Hostile],
        "2026-01-02 03:04:05Z · 3.4 s · exit code 0",
        [
            new ReportSection("Before and after")
            {
                Text = [Hostile],
                Table = new ReportTable(
                    [
                        new ReportColumn("table", IsCode: true),
                        new ReportColumn("rows", IsNumber: true),
                    ],
                    [
                        new ReportRow(ReportTone.Plain, ["orders", "1,000 → 1,001"]),
                        new ReportRow(ReportTone.Bad, [Hostile, ""]),
                    ]
                ),
            },
            new ReportSection("Time line")
            {
                Table = new ReportTable(
                    [new ReportColumn("what"), new ReportColumn("took", IsNumber: true)],
                    [
                        new ReportRow(ReportTone.Attention, ["add to orders", "2 s"])
                        {
                            Bar = new ReportBar(0.25, 0.5, 0.125),
                        },
                    ]
                ),
            },
            new ReportSection("Where and with what") { Facts = [("Database", Hostile)] },
            new ReportSection("To repeat it") { Code = $"opscenter apply ```{Hostile}" },
        ]
    );

    [Fact]
    public void The_page_is_as_approved()
    {
        var page = HtmlReportFormat.Write(Page);
        var begin = page.IndexOf("<style>", StringComparison.Ordinal);
        var end = page.IndexOf("</style>", StringComparison.Ordinal);

        Approve("report.approved.html", page[..begin] + page[(end + "</style>\n".Length)..]);
    }

    [Fact]
    public void The_Markdown_is_as_approved() =>
        Approve("report.approved.md", MarkdownReportFormat.Write(Page));

    [Fact]
    public void A_page_loads_nothing_and_runs_nothing_whatever_the_database_has()
    {
        var page = HtmlReportFormat.Write(Page);

        page.ShouldNotContain("<script");
        page.ShouldNotContain("\u001b");
        page.ShouldNotContain("\u202E");
        page.ShouldContain("default-src 'none'");
    }

    private static void Approve(string name, string text) =>
        text.ShouldBeApprovedIn(
            Path.Combine(
                Repository.Root,
                "tests",
                "OpsCenter.MigrationService.Tests",
                "Reports",
                name
            )
        );
}
