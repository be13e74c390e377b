using OpsCenter.Conformance.Scripts;

namespace OpsCenter.Conformance.Tests.Scripts;

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
}
