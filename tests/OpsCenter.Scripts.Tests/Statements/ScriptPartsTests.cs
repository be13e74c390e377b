using OpsCenter.Scripts.Statements;

namespace OpsCenter.Scripts.Tests.Statements;

/// <summary>What a script does together.</summary>
public sealed class ScriptPartsTests
{
    [Fact]
    public void A_begin_that_nothing_ends_is_that_of_the_tool()
    {
        var part = Parts("create table a ();\nbegin;\ncreate table b ();\n", inTransaction: true)
            .Single();

        part.Statements.Select(statement => statement.Text)
            .ShouldBe(["create table a ()", "create table b ()"]);
        part.InTransaction.ShouldBeTrue();
    }

    [Theory]
    [InlineData("create table a ();\ncommit;\n", true, 1)]
    [InlineData("create table a ();\ncommit;\ncreate table b ();\n", true, 2)]
    [InlineData("create table a ();\ncommit;\n", false, 1)]
    public void A_commit_that_nothing_begins_ends_the_transaction_of_the_tool(
        string script,
        bool inTransaction,
        int parts
    ) => Parts(script, inTransaction).Count.ShouldBe(parts);

    [Theory]
    [InlineData("begin;\ncreate table b ();\n", false)]
    [InlineData("begin;\nselect 1;\ncommit;\nbegin;\nselect 2;\n", true)]
    public void Without_that_of_a_tool_it_is_refused(string script, bool inTransaction) =>
        Should
            .Throw<ScriptSyntaxException>(() => Parts(script, inTransaction))
            .Message.ShouldContain("BEGIN without a COMMIT");

    private static IReadOnlyList<ScriptPart> Parts(string script, bool inTransaction) =>
        ScriptParts.Of(
            new SqlScript("1_a.sql", script),
            inTransaction,
            new Dictionary<int, BatchRule>()
        );
}
