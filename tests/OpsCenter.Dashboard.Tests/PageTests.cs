using Microsoft.Playwright;
using OpsCenter.Dashboard.Tests.Browser;
using OpsCenter.Dashboard.Tests.Pages;
using static Microsoft.Playwright.Assertions;

namespace OpsCenter.Dashboard.Tests;

[Collection(DashboardCollection.Name)]
public class PageTests(RunningDashboard dashboard)
{
    [Fact]
    public async Task The_page_Resources_shows_every_resource_with_its_state()
    {
        await using var resources = await dashboard.ResourcesAsync();
        await resources.ApplyAsync();
        await resources.StateIsAsync("postgres", "Running");
        await resources.StateIsAsync("opscenterdb", "Running");
        await resources.StateIsAsync("v1-seed", "Finished");
        await resources.StateIsAsync("v1-traffic", "Running");
        await resources.ScreenshotAsync("resources");
    }

    [Fact]
    public async Task The_details_of_the_migration_show_its_properties()
    {
        await using var resources = await dashboard.ResourcesAsync();
        await resources.ApplyAsync();
        await resources.ShowDetailsAsync("migration");
        foreach (var property in new[] { "Version", "Objects", "Last run", "Checksum" })
        {
            await Expect(resources.Property(property)).ToHaveCountAsync(1);
        }

        await Expect(resources.Property("Version")).ToContainTextAsync("v2 (2.0.0)");
        await resources.ScreenshotAsync("details");
    }

    [Fact]
    public async Task The_trace_of_a_run_has_its_spans()
    {
        await using var traces = new TracesPage(
            await dashboard.OpenAsync("/traces/resource/migration")
        );
        await traces.OpenOldestAsync();
        await Expect(traces.Spans.Nth(4)).ToBeVisibleAsync();
        await traces.ScreenshotAsync("trace");
    }

    [Fact]
    public async Task The_structured_logs_have_those_of_the_migration()
    {
        var page = await dashboard.OpenAsync("/structuredlogs/resource/migration");
        await Expect(page.Locator("tr[role=row] td[title=migration]").First).ToBeVisibleAsync();
        await page.CloseAsync();
    }

    [Fact]
    public async Task No_page_shows_the_password_of_the_server()
    {
        await using (var resources = await dashboard.ResourcesAsync())
        {
            foreach (var resource in ResourcesPage.Names)
            {
                await resources.ShowDetailsAsync(resource);
                await HidesPasswordAsync(resources.Page);
            }
        }

        string[] pages =
        [
            // The database has no log of its own: the server writes it.
            .. ResourcesPage
                .Names.Where(name => name != "opscenterdb")
                .Select(name => $"/consolelogs/resource/{name}"),
            "/?view=Parameters",
            "/structuredlogs",
            "/traces",
            "/metrics/resource/migration",
        ];
        foreach (var path in pages)
        {
            var page = await dashboard.OpenAsync(path);
            await Expect(page.Locator("tr[role=row], .log-line-row, fluent-tree-item").Nth(1))
                .ToBeVisibleAsync();
            await HidesPasswordAsync(page);
            await page.CloseAsync();
        }
    }

    private async Task HidesPasswordAsync(IPage page)
    {
        // Without the page itself in the message of a failure: it would show the password.
        var shown = await page.ContentAsync() + await page.InnerTextAsync("body");
        shown.Contains(dashboard.Password, StringComparison.Ordinal).ShouldBeFalse(page.Url);
    }
}
