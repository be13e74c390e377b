using OpsCenter.Conformance.Scripts;

namespace OpsCenter.Conformance.Tests.Scripts;

public sealed class SqlScriptTests
{
    [Fact]
    public void Changed_copy_has_the_statements_of_its_own_text()
    {
        var script = new SqlScript("up.sql", "select 1;");
        script.Statements.Count.ShouldBe(1);

        var changed = script with { Text = "select 1; select 2;" };

        changed.Statements.Count.ShouldBe(2);
    }

    [Fact]
    public void Dollar_quotes_strings_and_comments_end_no_statement()
    {
        var script = new SqlScript(
            "up.sql",
            "do $a$ begin perform ';'; end $a$; -- one; two\nselect E'\\';', \"a;b\" /* ; /* ; */ */; ;"
        );

        script.Statements.Select(statement => statement.Ordinal).ShouldBe([1, 2]);
    }
}
