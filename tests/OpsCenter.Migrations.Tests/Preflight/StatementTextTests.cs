using OpsCenter.Migrations.Preflight;

namespace OpsCenter.Migrations.Tests.Preflight;

public class StatementTextTests
{
    [Theory]
    [InlineData(
        "select * from t where a = 'secret' and b = 4711",
        "select * from t where a = ? and b = ?"
    )]
    [InlineData("select 'it''s', E'a\\'b', $x$ any $x$, 1.5e3", "select ?, ?, ?, ?")]
    [InlineData("select \"it's\", 'secret' from t1", "select \"it's\", ? from t1")]
    [InlineData("insert into t values ('cut off", "insert into t values (?")]
    [InlineData("select $1 -- secret\n from  t /* 'x' */", "select $1 ? from t ?")]
    public void Values_are_hidden_and_names_are_not(string sql, string shown) =>
        StatementText.Redacted(sql).ShouldBe(shown);

    [Fact]
    public void A_long_statement_is_cut() =>
        StatementText.Redacted($"select {new string('x', 500)}").Length.ShouldBeLessThan(210);
}
