using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OpsCenter.Dashboard.Tests.Browser;
using static Microsoft.Playwright.Assertions;

namespace OpsCenter.Dashboard.Tests.Pages;

/// <summary>The page Resources: the rows, their menus, and the dialogs of commands.</summary>
internal sealed class ResourcesPage(IPage page) : IAsyncDisposable
{
    /// <summary>Every resource of the application.</summary>
    public static readonly IReadOnlyList<string> Names =
    [
        "postgres",
        "opscenterdb",
        "v1-seed",
        "v1-traffic",
        "migration",
    ];

    public IPage Page => page;

    /// <summary>The dialog that asks before a destructive command.</summary>
    public ILocator Question => page.Locator("fluent-dialog .message");

    /// <summary>The text in the dialog of a command's result.</summary>
    public ILocator Result => page.Locator(".text-visualizer-container");

    /// <summary>The row of a property in the open details.</summary>
    public ILocator Property(string name) =>
        page.Locator("tr[role=row]")
            .Filter(new() { Has = page.Locator($".nameColumn .grid-value[title='{name}']") });

    /// <summary>On a busy machine a page that is opened while the application starts may stay empty. It is loaded anew then.</summary>
    public async Task HasResourcesAsync()
    {
        var visible = new LocatorAssertionsToBeVisibleOptions { Timeout = 15_000 };
        for (
            var attempt = 0;
            attempt < 5 && !await HoldsAsync(Expect(Row(Names[0])).ToBeVisibleAsync(visible));
            attempt++
        )
        {
            await page.ReloadAsync();
        }
    }

    public Task StateIsAsync(string resource, string state) =>
        Expect(Row(resource).Locator(".state-column-cell")).ToHaveTextAsync(Whole(state));

    /// <summary>
    /// Presses a command of the migration. The page loses a click that comes while it draws the row
    /// anew, and then the menu stays open: such a click is repeated.
    /// </summary>
    public async Task PressAsync(string command)
    {
        await OpenMenuAsync();
        var attempts = 0;
        do
        {
            await Command(command).ClickAsync();
        } while (!await ClosesAsync(Command(command)) && ++attempts < 5);
    }

    /// <summary>Presses a command of the migration and waits for the dialog with its result.</summary>
    public async Task<string> ResultOfAsync(string command)
    {
        await PressAsync(command);
        return await ResultAsync(command);
    }

    /// <summary>Waits for the dialog with the result of a command.</summary>
    public async Task<string> ResultAsync(string command)
    {
        await Expect(page.Locator(".text-visualizer-dialog-title")).ToContainTextAsync(command);
        await Expect(Result).Not.ToBeEmptyAsync();
        return await Result.InnerTextAsync();
    }

    public async Task CloseResultAsync()
    {
        await page.Locator("fluent-dialog fluent-button[aria-label=Close]").ClickAsync();
        await Expect(Result).ToHaveCountAsync(0);
    }

    /// <summary>Answers a question, or sends a form, with the button of this name.</summary>
    public Task AnswerAsync(string button) =>
        page.Locator("fluent-dialog fluent-button:visible")
            .Filter(new() { HasTextRegex = Whole(button) })
            .ClickAsync();

    public Task EnterAsync(string text) =>
        page.Locator("fluent-dialog fluent-text-input input").FillAsync(text);

    public async Task OpenMenuAsync()
    {
        await Row("migration").Locator("fluent-button[aria-label=Actions]").ClickAsync();
        await page.Locator("fluent-menu-item[title=Commands]:visible").ClickAsync();
    }

    /// <summary>A command in the open menu.</summary>
    public ILocator Command(string name) =>
        page.Locator("fluent-menu-item:visible").Filter(new() { HasTextRegex = Whole(name) });

    public async Task ShowDetailsAsync(string resource)
    {
        await Row(resource).Locator("fluent-button[aria-label=Actions]").ClickAsync();
        await Command("View details").ClickAsync();
        await Expect(Property("Display name")).ToContainTextAsync(resource);
    }

    /// <summary>Applies the migration unless it is applied: a test may find it as another one left it.</summary>
    public async Task ApplyAsync()
    {
        await Expect(Row("migration").Locator(".state-column-cell"))
            .ToHaveTextAsync(new Regex("Applied|Rolled back|Pending"));
        if (!await Row("migration").GetByText("Applied", new() { Exact = true }).IsVisibleAsync())
        {
            await ResultOfAsync("Apply");
            await CloseResultAsync();
        }

        await StateIsAsync("migration", "Applied");
    }

    public Task ScreenshotAsync(string name) => Screenshots.TakeAsync(page, name);

    public async ValueTask DisposeAsync() => await page.CloseAsync();

    private static Task<bool> ClosesAsync(ILocator item) =>
        HoldsAsync(Expect(item).ToBeHiddenAsync(new() { Timeout = 5_000 }));

    private static async Task<bool> HoldsAsync(Task expectation)
    {
        try
        {
            await expectation;
            return true;
        }
        catch (PlaywrightException)
        {
            return false;
        }
    }

    private ILocator Row(string resource) =>
        page.Locator("tr[role=row]")
            .Filter(
                new()
                {
                    Has = page.Locator(
                        ".resource-name-text",
                        new() { HasTextRegex = Whole(resource) }
                    ),
                }
            );

    private static Regex Whole(string text) => new($@"^\s*{Regex.Escape(text)}\s*$");
}
