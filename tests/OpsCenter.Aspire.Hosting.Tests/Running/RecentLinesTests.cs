using OpsCenter.Aspire.Hosting.Running;

namespace OpsCenter.Aspire.Hosting.Tests.Running;

public class RecentLinesTests
{
    [Fact]
    public void A_short_output_is_kept_whole()
    {
        var lines = new RecentLines(10);
        lines.Add("one");
        lines.Add("two");
        lines.ToString().ReplaceLineEndings("\n").ShouldBe("one\ntwo\n");
    }

    [Fact]
    public void Of_a_long_output_the_end_is_kept_and_the_rest_is_counted()
    {
        var lines = new RecentLines(10);
        foreach (var number in Enumerable.Range(1, 100_000))
        {
            lines.Add($"{number}");
        }

        lines
            .ToString()
            .ReplaceLineEndings("\n")
            .ShouldBe(
                "(99999 lines before these are left out; the console log has them.)\n100000\n"
            );
    }
}
