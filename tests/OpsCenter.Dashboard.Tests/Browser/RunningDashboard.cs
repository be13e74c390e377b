using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OpsCenter.AppHost.Tests;
using OpsCenter.Dashboard.Tests.Pages;
using OpsCenter.Migrations.Testing;

namespace OpsCenter.Dashboard.Tests.Browser;

/// <summary>One AppHost with its dashboard, and one browser that is signed in.</summary>
public sealed partial class RunningDashboard : IAsyncLifetime
{
    /// <summary>How long the AppHost may live; a forgotten one is killed then.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    /// <summary>How long anything on a page may take. A command starts a process, which takes time on a busy machine.</summary>
    private const float Patience = 60_000;

    private AppHostProcess? _appHost;
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private IBrowserContext? _context;
    private string _passwordFile = "";

    /// <summary>The address of the dashboard, without a path.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>The connection string of the database under migration.</summary>
    public string ConnectionString { get; private set; } = "";

    /// <summary>The password of the server's superuser.</summary>
    public string Password { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        // Only a test itself can be skipped; see OpenAsync.
        if (ChromiumProgram.Path is not { } chromium)
        {
            return;
        }

        _appHost = new AppHostProcess(Lifetime, ["--usage-rows", "50", "--shape", "a"]);
        try
        {
            await OpenAsync(_appHost, chromium);
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens a page of the dashboard. Without Chromium the test is skipped, or fails in CI.</summary>
    public async Task<IPage> OpenAsync(string path)
    {
        var context = _context ?? throw Prerequisite.Missing(ChromiumProgram.WhatToInstall);
        var page = await context.NewPageAsync();
        await page.GotoAsync(new Uri(Address, path).ToString());
        return page;
    }

    internal async Task<ResourcesPage> ResourcesAsync() => new(await OpenAsync("/"));

    public async ValueTask DisposeAsync()
    {
        await (_browser?.DisposeAsync() ?? ValueTask.CompletedTask);
        _playwright?.Dispose();
        using var appHost = _appHost;
        if (appHost is not null)
        {
            await appHost.SignalAsync("TERM");
            await appHost.EndAsync();
            if (Path.GetDirectoryName(_passwordFile) is { Length: > 0 } cluster)
            {
                await AppHostProcess.NothingRunsWithAsync(cluster);
            }
        }
    }

    private async Task OpenAsync(AppHostProcess appHost, string chromium)
    {
        await appHost.SaysAsync("  password ");
        _passwordFile = PasswordFile().Match(appHost.Output).Groups[1].Value;
        Password = (await File.ReadAllTextAsync(_passwordFile)).Trim();
        ConnectionString = Database()
            .Match(appHost.Output)
            .Groups[1]
            .Value.Replace("***", Password, StringComparison.Ordinal);
        var login = Login().Match(appHost.Output).Groups[1].Value;
        Address = new Uri(new Uri(login).GetLeftPart(UriPartial.Authority));

        _playwright = await Playwright.CreateAsync();
        _browser = await ChromiumProgram.LaunchAsync(_playwright, chromium);
        _context = await _browser.NewContextAsync(
            new()
            {
                ViewportSize = new() { Width = 1280, Height = 720 },
            }
        );
        _context.SetDefaultTimeout(Patience);
        Assertions.SetDefaultExpectTimeout(Patience);
        var page = await _context.NewPageAsync();
        await page.GotoAsync(login);
        var resources = new ResourcesPage(page);
        await resources.HasResourcesAsync();
        await resources.StateIsAsync("migration", "Applied");
        await page.CloseAsync();
    }

    [GeneratedRegex(@"  dashboard\s+(\S+)")]
    private static partial Regex Login();

    [GeneratedRegex(@"  opscenterdb\s+(.+)")]
    private static partial Regex Database();

    [GeneratedRegex(@"  password\s+(\S+)")]
    private static partial Regex PasswordFile();
}
