using Microsoft.Playwright;
using OpsCenter.Dashboard.Tests.Browser;

namespace OpsCenter.Dashboard.Tests.Reports;

/// <summary>What somebody does with the page of <c>check</c>, as approved, in a real browser.</summary>
public sealed class CheckPageTests(ReportBrowser browser, ApprovedPages pages)
    : IClassFixture<ReportBrowser>,
        IClassFixture<ApprovedPages>
{
    private const int Desk = 1280;

    [Fact]
    public async Task The_verdict_is_its_title_and_each_law_has_a_square_with_a_sign()
    {
        var page = await OpenAsync();
        var squares = page.Locator(".squares a");

        (await page.Locator("h1").InnerTextAsync()).ShouldBe(
            "✗ The migration does not conform: it breaks 7 of 12 laws, first of all preserves-data."
        );
        (await squares.AllInnerTextsAsync()).ShouldBe([.. "✓ ✗ ✗ ✗ ✗ ✗ ✗ ✓ ✗ ○ ? –".Split(' ')]);
        (await squares.First.GetAttributeAsync("aria-label")).ShouldBe("applies: holds");
        (await TextsAsync(page.Locator(".filter label"))).ShouldBe([
            "✗ 7 broken",
            "? 1 not checked",
            "○ 1 not promised",
            "✓ 2 hold",
            "– 1 nothing to check",
        ]);
        await page.CloseAsync();
    }

    [Fact]
    public async Task Every_link_leads_to_something_that_is_there_once()
    {
        var page = await OpenAsync();

        var links = await page.EvaluateAsync<string[]>(
            "[...document.querySelectorAll('a')].map(link => link.getAttribute('href'))"
        );

        links.Length.ShouldBeGreaterThan(12);
        foreach (var link in links.Distinct())
        {
            link.ShouldStartWith("#");
            (await page.Locator($"[id='{link[1..]}']").CountAsync()).ShouldBe(1, link);
        }

        await page.CloseAsync();
    }

    [Fact]
    public async Task The_broken_laws_stand_below_their_causes_each_with_what_to_do()
    {
        var page = await OpenAsync();

        (await TextsAsync(page.Locator("section[data-state=broken] > h2"))).ShouldBe([
            "up <1>.sql, lines 3 to 4 breaks 3 laws",
            "down.sql, line 1 breaks 2 laws",
            "up <1>.sql, line 2 breaks 2 laws",
            "The scripts as a whole breaks 1 law",
        ]);
        foreach (var law in await page.Locator("article.broken[id]").AllAsync())
        {
            (await law.Locator(".fix p").First.InnerTextAsync()).Length.ShouldBeGreaterThan(30);
        }

        (await TextsAsync(page.Locator("h2")))
            .TakeLast(2)
            .ShouldBe(["Kept 2 laws", "Nothing to check 1 law"]);
        await page.CloseAsync();
    }

    [Fact]
    public async Task The_lines_that_broke_laws_are_marked_and_name_them()
    {
        var page = await OpenAsync();

        (
            await page.EvaluateAsync<string[]>(
                "[...document.querySelectorAll('.code .broken')].map(line => line.id)"
            )
        ).ShouldBe(["up-2", "up-3", "up-4", "down-1"]);
        (await page.Locator("#up-3 .breaks").InnerTextAsync()).ShouldBe(
            "✗ breaks preserves-data, keeps-old-writers, preserves-schema"
        );
        await page.CloseAsync();
    }

    [Fact]
    public async Task What_changed_in_a_value_is_marked()
    {
        var page = await OpenAsync();
        var values = page.Locator("#preserves-data .changes tbody tr").First;

        (await values.Locator("del").InnerTextAsync()).ShouldBe(".123456");
        (await page.Locator("#preserves-schema ins").InnerTextAsync()).ShouldBe("(0)");
        (await page.Locator("#keeps-old-writers .absent").InnerTextAsync()).ShouldBe("not there");
        (await page.Locator("table th:not([scope])").CountAsync()).ShouldBe(0);
        await page.CloseAsync();
    }

    [Fact]
    public async Task The_keyboard_hides_a_verdict_and_shows_it_again()
    {
        var page = await OpenAsync();
        var kept = page.Locator("[data-state=holds]");

        await page.Locator("#show-holds").FocusAsync();
        await page.Keyboard.PressAsync("Space");

        foreach (var part in await kept.AllAsync())
        {
            (await part.IsVisibleAsync()).ShouldBeFalse();
        }

        (await page.Locator("#preserves-data").IsVisibleAsync()).ShouldBeTrue();
        await page.Keyboard.PressAsync("Space");
        (await kept.First.IsVisibleAsync()).ShouldBeTrue();
        await page.CloseAsync();
    }

    [Fact]
    public async Task What_is_kept_is_folded_until_its_square_is_followed()
    {
        var page = await OpenAsync();
        var promise = page.Locator("#applies .promise");

        (await IsShownAsync(promise)).ShouldBeFalse();
        await page.Locator("a[href='#applies']").ClickAsync();

        (await IsShownAsync(promise)).ShouldBeTrue();
        await page.CloseAsync();
    }

    [Fact]
    public async Task On_paper_everything_is_there_and_nothing_to_choose()
    {
        var page = await OpenAsync();
        await page.Locator("#show-broken").UncheckAsync();
        await page.EmulateMediaAsync(new() { Media = Media.Print });

        foreach (var input in await page.Locator("input").AllAsync())
        {
            (await input.IsVisibleAsync()).ShouldBeFalse();
        }

        foreach (var law in await page.Locator("article, details > p, details > ol").AllAsync())
        {
            (await IsShownAsync(law)).ShouldBeTrue(await law.InnerTextAsync());
        }

        await Screenshots.TakeAsync(page, "report-conformance-print");
        await page.CloseAsync();
    }

    [Fact]
    public async Task Nothing_of_the_database_or_the_scripts_is_an_element()
    {
        var page = await OpenAsync();

        (
            await page.Locator("script, img, iframe, object, link, form, [onerror]").CountAsync()
        ).ShouldBe(0);
        (await page.Locator("#up-1 code").InnerTextAsync()).ShouldBe(
            "-- </code></li><script>alert('up')</script>"
        );
        await page.CloseAsync();
    }

    private Task<IPage> OpenAsync() =>
        browser.OpenAsync(pages.PathOf("Conformance"), Desk, ColorScheme.Light);

    private static async Task<IEnumerable<string>> TextsAsync(ILocator elements) =>
        (await elements.AllInnerTextsAsync()).Select(text =>
            string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        );

    private static Task<bool> IsShownAsync(ILocator element) =>
        element.EvaluateAsync<bool>(
            "element => element.checkVisibility({ contentVisibilityAuto: true }) && element.getBoundingClientRect().height > 0"
        );
}
