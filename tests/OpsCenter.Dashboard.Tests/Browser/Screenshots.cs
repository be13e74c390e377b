using Microsoft.Playwright;

namespace OpsCenter.Dashboard.Tests.Browser;

/// <summary>Writes the screenshots of the docs, if a folder for them is named.</summary>
internal static class Screenshots
{
    /// <summary>The variable that names the folder.</summary>
    public const string Variable = "OPSCENTER_TEST_SCREENSHOTS";

    public static async Task TakeAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder)
        {
            // Fluent UI fades dialogs in.
            await page.WaitForTimeoutAsync(1000);
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png") });
        }
    }
}
