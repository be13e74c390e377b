using Microsoft.Playwright;
using OpsCenter.Dashboard.Tests.Browser;

namespace OpsCenter.Dashboard.Tests.Pages;

/// <summary>The page Traces, and the page of one trace.</summary>
internal sealed class TracesPage(IPage page) : IAsyncDisposable
{
    /// <summary>The spans of the trace that is open.</summary>
    public ILocator Spans => page.Locator(".span-name-container");

    /// <summary>Opens the oldest trace of the resource that was chosen.</summary>
    public async Task OpenOldestAsync()
    {
        var oldest = page.Locator("tr[role=row][aria-rowindex='2'] td[col-index='2']");
        // A click is lost while the server has not taken over the prerendered page.
        for (var attempt = 0; attempt < 20 && !page.Url.Contains("/traces/detail/"); attempt++)
        {
            await oldest.Or(Spans).First.ClickAsync();
            await page.WaitForTimeoutAsync(1000);
        }
    }

    public Task ScreenshotAsync(string name) => Screenshots.TakeAsync(page, name);

    public async ValueTask DisposeAsync() => await page.CloseAsync();
}
