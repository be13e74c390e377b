using OpsCenter.Migrations.Catalog;
using OpsCenter.MigrationService.Output;

namespace OpsCenter.MigrationService.Tests.Output;

public class TerminalTextTests
{
    [Theory]
    [InlineData("\e[2Jgone", "\\u001B[2Jgone")]
    [InlineData("a\rb\bc\u009Bd", "a\\u000Db\\u0008c\\u009Bd")]
    [InlineData("x\u202Ey", "x\\u202Ey")]
    [InlineData("two\nlines\tof ümlauts", "two\nlines\tof ümlauts")]
    public void What_a_terminal_would_obey_is_shown(string text, string printed) =>
        TerminalText.Printable(text).ShouldBe(printed);

    [Fact]
    public void A_line_sends_no_escape_sequence_of_a_name()
    {
        var output = new StringWriter();
        var console = ResultOutput.Terminal(output, redirected: false);
        var name = "t\e]0;title\a";

        console.Line($"table {name} is there");

        output.ToString().ShouldContain("table t\\u001B]0;title\\u0007 is there");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_table_before_and_after_sends_no_escape_sequence_of_a_name(bool full)
    {
        var output = new StringWriter();
        var console = ResultOutput.Terminal(output, redirected: true);
        var table = new TableImage("s\e]0;title\a", "t", Created: false, []);

        SchemaText.Write(
            console,
            new SchemaChange(new SchemaImage([]), new SchemaImage([table])),
            full
        );

        output.ToString().ShouldContain("s\\u001B]0;title\\u0007.t");
    }
}
