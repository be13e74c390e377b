using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using OpsCenter.Dashboard.Tests.Browser;

namespace OpsCenter.Dashboard.Tests.Reports;

/// <summary>The pages that --report and --html write, as approved, in a real browser.</summary>
public sealed class ReportPageTests(ReportBrowser browser, ApprovedPages pages)
    : IClassFixture<ReportBrowser>,
        IClassFixture<ApprovedPages>
{
    private const int Phone = 400;
    private const int Desk = 1280;

    public static TheoryData<string> Pages => ["MigrationService", "Conformance"];

    public static TheoryData<string, int, ColorScheme> Looks =>
        new MatrixTheoryData<string, int, ColorScheme>(
            ["MigrationService", "Conformance"],
            [Phone, Desk],
            [ColorScheme.Light, ColorScheme.Dark]
        );

    [Theory, MemberData(nameof(Looks))]
    public async Task Everybody_can_read_it(string project, int width, ColorScheme scheme)
    {
        var page = await browser.OpenAsync(pages.PathOf(project), width, scheme);

        // Contrast, headings, table headers, names of controls, and more.
        var found = await page.RunAxe();

        found
            .Violations.Select(violation =>
                $"{violation.Id}: {violation.Help}: {violation.Nodes[0].Html}"
            )
            .ShouldBeEmpty();
        await Screenshots.TakeAsync(
            page,
            FormattableString.Invariant($"report-{project}-{width}-{scheme}").ToLowerInvariant()
        );
        await page.CloseAsync();
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task A_phone_scrolls_it_down_only(string project)
    {
        var page = await browser.OpenAsync(pages.PathOf(project), Phone, ColorScheme.Light);

        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBe(Phone);
        await page.CloseAsync();
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task On_a_phone_long_names_and_labels_break_instead_of_running_into_others(
        string project
    )
    {
        var page = await browser.OpenAsync(pages.PathOf(project), Phone, ColorScheme.Light);

        var labels = await page.EvaluateAsync<string[]>(
            "[...document.querySelectorAll('.stack td')].map(cell => getComputedStyle(cell, '::before').whiteSpace)"
        );
        var wider = await page.EvaluateAsync<int>(
            """
            [...document.querySelectorAll('section')].filter(section => {
                for (const heading of section.querySelectorAll('h2, h3')) {
                    heading.innerHTML = `<a>${'x'.repeat(100)}</a>`;
                }
                return section.scrollWidth > section.clientWidth;
            }).length
            """
        );

        labels.Distinct().ShouldBeSubsetOf(["normal"]);
        wider.ShouldBe(0);
        await page.CloseAsync();
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task It_asks_nobody_for_anything(string project)
    {
        var page = await browser.OpenAsync(pages.PathOf(project), Desk, ColorScheme.Light);

        (
            await page.EvaluateAsync<string[]>(
                "performance.getEntriesByType('resource').map(entry => entry.name)"
            )
        ).ShouldBeEmpty();
        await page.CloseAsync();
    }
}
