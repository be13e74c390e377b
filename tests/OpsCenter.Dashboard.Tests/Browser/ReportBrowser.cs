using Microsoft.Playwright;
using OpsCenter.Migrations.Testing;

namespace OpsCenter.Dashboard.Tests.Browser;

/// <summary>A browser for pages that are files.</summary>
public sealed class ReportBrowser : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        // Only a test itself can be skipped; see OpenAsync.
        if (ChromiumProgram.Path is { } chromium)
        {
            _playwright = await Playwright.CreateAsync();
            _browser = await ChromiumProgram.LaunchAsync(_playwright, chromium);
        }
    }

    /// <summary>Opens a file. Without Chromium the test is skipped, or fails in CI.</summary>
    public async Task<IPage> OpenAsync(string file, int width, ColorScheme scheme)
    {
        var browser = _browser ?? throw Prerequisite.Missing(ChromiumProgram.WhatToInstall);
        var page = await browser.NewPageAsync(
            new()
            {
                ColorScheme = scheme,
                ViewportSize = new() { Width = width, Height = 900 },
                // A page that is attached to a change has no server to ask.
                Offline = true,
            }
        );
        await page.GotoAsync(new Uri(file).AbsoluteUri);
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await (_browser?.DisposeAsync() ?? ValueTask.CompletedTask);
        _playwright?.Dispose();
    }
}
