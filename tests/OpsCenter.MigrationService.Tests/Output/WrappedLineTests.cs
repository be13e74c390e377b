using OpsCenter.MigrationService.Output;

namespace OpsCenter.MigrationService.Tests.Output;

/// <summary>Where a long line goes on, and that no word of it is cut.</summary>
public sealed class WrappedLineTests
{
    [Fact]
    public void A_long_line_goes_on_two_columns_to_the_right() =>
        Written(width: 20, $"one two three four five six")
            .ShouldBe("one two three four\n  five six\n");

    [Fact]
    public void Below_a_number_it_goes_on_below_the_text() =>
        Written(width: 20, $"3/7  build an index on a table")
            .ShouldBe("3/7  build an index\n     on a table\n");

    [Fact]
    public void A_path_that_is_longer_than_the_line_stays_whole()
    {
        var path = "/home/me/.local/state/opscenter/backups/shop.dump";

        Written(width: 20, $"Backup of a: {path}").ShouldBe($"Backup of a:\n  {path}\n");
    }

    [Fact]
    public void A_word_of_two_colours_is_one_word() =>
        Written(width: 12, $"one two [red]thr[/]ee four").ShouldBe("one two\n  three four\n");

    [Fact]
    public void Each_line_of_a_text_is_wrapped_by_itself() =>
        Written(width: 12, $"{"one\n  two three four"}").ShouldBe("one\n  two three\n    four\n");

    private static string Written(int width, FormattableString text)
    {
        using var writer = new StringWriter();
        var console = ResultOutput.Terminal(writer, redirected: true);
        console.Profile.Width = width;
        console.Line(text);
        return writer.ToString();
    }
}
