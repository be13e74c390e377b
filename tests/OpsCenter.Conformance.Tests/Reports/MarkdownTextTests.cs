using OpsCenter.Conformance.Reports;

namespace OpsCenter.Conformance.Tests.Reports;

public sealed class MarkdownTextTests
{
    [Theory]
    [InlineData("<script>alert(1)</script>", @"\<script\>alert(1)\</script\>")]
    [InlineData(
        "[a](https://x.example) www.x.example",
        @"\[a\](https\://x.example) www\.x.example"
    )]
    [InlineData("@somebody #12 !`*_~|&amp;", @"\@somebody \#12 \!\`\*\_\~\|\&amp;")]
    [InlineData("do $$x$$", @"do \$\$x\$\$")]
    [InlineData("- a", @"\- a")]
    [InlineData("+ a - b", @"\+ a - b")]
    [InlineData("12. a 3. b", @"12\. a 3. b")]
    [InlineData("2.5 rows.", "2.5 rows.")]
    [InlineData("a.b) c", "a.b) c")]
    public void Nothing_of_a_text_is_markup(string text, string escaped) =>
        MarkdownText.Escaped(text).ShouldBe(escaped);

    [Fact]
    public void Control_characters_and_changes_of_direction_are_shown() =>
        MarkdownText.Escaped("a\u001b[2J\u202Eb").ShouldBe(@"a\\u001b\[2J\\u202eb");

    [Fact]
    public void Lines_become_one_or_stay_apart()
    {
        MarkdownText.Escaped("a\n  # b\n").ShouldBe(@"a \# b");
        MarkdownText.Lines("a\n# b").ShouldBe(@"a<br>\# b");
    }

    [Fact]
    public void Code_ends_only_at_its_end()
    {
        MarkdownText.Code("a | b").ShouldBe("`a | b`");
        MarkdownText.CodeInTable("a | b").ShouldBe(@"`a \| b`");
        MarkdownText.Code("a`b``c").ShouldBe("``` a`b``c ```");
        MarkdownText.Block("a\n```\nb", "sql", "  ").ShouldBe("  ````sql\n  a\n  ```\n  b\n  ````");
    }
}
