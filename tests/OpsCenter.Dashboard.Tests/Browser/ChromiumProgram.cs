using Microsoft.Playwright;

namespace OpsCenter.Dashboard.Tests.Browser;

/// <summary>Finds an installed Chromium or Chrome. No browser is downloaded.</summary>
internal static class ChromiumProgram
{
    /// <summary>The variable that names the program.</summary>
    public const string Variable = "OPSCENTER_TEST_CHROMIUM";

    private static readonly string[] Names =
    [
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
        "chrome.exe",
    ];

    private static readonly string[] Elsewhere =
    [
        "/usr/bin",
        "/usr/local/bin",
        "/snap/bin",
        "/usr/lib/chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
    ];

    public const string WhatToInstall =
        $"No Chromium was found. Install it (Debian: apt-get install chromium), or set {Variable} to its path, to test the dashboard.";

    public static string? Path => Candidates().FirstOrDefault(File.Exists);

    /// <summary>Starts it without a window, and without what it would ask the network for.</summary>
    public static Task<IBrowser> LaunchAsync(IPlaywright playwright, string program) =>
        playwright.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = program,
                Args =
                [
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-background-networking",
                    "--disable-component-update",
                ],
            }
        );

    private static IEnumerable<string> Candidates()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
        {
            return [named];
        }

        return (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Concat(Elsewhere)
            .SelectMany(folder =>
                Names.Select(name => System.IO.Path.Combine(folder, name)).Append(folder)
            );
    }
}
