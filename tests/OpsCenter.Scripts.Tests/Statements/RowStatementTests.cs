using OpsCenter.Scripts.Statements;

namespace OpsCenter.Scripts.Tests.Statements;

/// <summary>Statements to which a condition is added.</summary>
public sealed class RowStatementTests
{
    private const string Added = "x.id > 1";

    [Theory]
    [InlineData("update t set a = 1", "update t set a = 1\nwhere (x.id > 1)", "t")]
    [InlineData(
        "update s.t as x set a = 1 where b or c",
        "update s.t as x set a = 1 where( b or c\n) and (x.id > 1)",
        "x"
    )]
    [InlineData(
        "update t x set a = (select 1 where true) -- where\nwhere b -- or",
        "update t x set a = (select 1 where true) -- where\nwhere( b -- or\n) and (x.id > 1)",
        "x"
    )]
    [InlineData(
        "update t set a = b is distinct from 1 from u where (u.id = 1)or b",
        "update t set a = b is distinct from 1 from u where( (u.id = 1)or b\n) and (x.id > 1)",
        "t"
    )]
    [InlineData(
        "DELETE FROM ONLY \"T\" * x USING u WHERE 'where' = b",
        "DELETE FROM ONLY \"T\" * x USING u WHERE( 'where' = b\n) and (x.id > 1)",
        "x"
    )]
    [InlineData("delete from t", "delete from t\nwhere (x.id > 1)", "t")]
    [InlineData(
        "delete from \"a.b\".\"c\"\"d\" where b",
        "delete from \"a.b\".\"c\"\"d\" where( b\n) and (x.id > 1)",
        "\"a.b\".\"c\"\"d\""
    )]
    public void One_more_condition(string statement, string wanted, string alias)
    {
        var read = RowStatement.Read(statement)!;

        read.Within(Added).ShouldBe(wanted);
        read.Alias.ShouldBe(alias);
    }

    [Theory]
    [InlineData("insert into t select 1")]
    [InlineData("with x as (select 1) update t set a = 1")]
    [InlineData("update t set a = 1 returning a")]
    [InlineData("delete from t where current of c")]
    [InlineData("delete from t where b returning *")]
    [InlineData("update only (t) set a = 1")]
    [InlineData("update")]
    [InlineData("delete from")]
    [InlineData("update t")]
    [InlineData("truncate t")]
    [InlineData("do $$ begin update t set a = 1; end $$")]
    public void Others_are_not_read(string statement) =>
        RowStatement.Read(statement).ShouldBeNull();

    [Theory]
    [InlineData("update t set a = 1, \"B\" = c, d[1] = e", "a B d")]
    [InlineData("update t set (a, b) = (select c, d), e = (f = g) from h, i where j = k", "a b e")]
    public void Columns_that_are_set(string statement, string columns) =>
        string.Join(' ', RowStatement.Read(statement)!.Assigned).ShouldBe(columns);
}
