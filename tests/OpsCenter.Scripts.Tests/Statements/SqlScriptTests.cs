using OpsCenter.Scripts.Statements;

namespace OpsCenter.Scripts.Tests.Statements;

public sealed class SqlScriptTests
{
    [Fact]
    public void A_changed_copy_has_the_statements_of_its_text()
    {
        var script = new SqlScript("up.sql", "select 1;");
        script.Statements.Count.ShouldBe(1);

        var changed = script with { Text = "select 1; select 2;" };

        changed.Statements.Count.ShouldBe(2);
    }

    [Fact]
    public void Semicolons_in_quotes_and_comments_do_not_end_a_statement()
    {
        var script = new SqlScript(
            "up.sql",
            "do $a$ begin perform ';'; end $a$; -- one; two\nselect E'\\';', \"a;b\" /* ; /* ; */ */; ;"
        );

        script.Statements.Select(statement => statement.Ordinal).ShouldBe([1, 2]);
    }

    [Fact]
    public void A_statement_knows_its_line_and_its_place_in_the_file()
    {
        var script = new SqlScript("up.sql", "-- one\nselect 1;\n\n  select 2;");

        script.Statements.Select(statement => statement.Line).ShouldBe([2, 4]);
        script
            .Statements.Select(statement => script.Text[statement.Start..][..8])
            .ShouldBe(["select 1", "select 2"]);
    }

    [Fact]
    public void A_script_of_many_statements_is_split_in_one_pass()
    {
        var script = new SqlScript(
            "up.sql",
            string.Concat(Enumerable.Repeat("insert into t values (1);\n", 100_000))
        );

        // The characters before each statement, counted anew, would be 130 thousand million.
        script.Statements.Count.ShouldBe(100_000);
        script.Statements[^1].Line.ShouldBe(100_000);
    }
}
