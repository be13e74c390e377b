using OpsCenter.Migrations.Locking;

namespace OpsCenter.Migrations.Tests.Locking;

public class QueryTextTests
{
    [Theory]
    [InlineData("select * from t where id = 42", "select * from t where id = ?")]
    [InlineData("select 'it''s', E'a\\'b', B'01', $1", "select ?, ?, ?, $1")]
    [InlineData("select $$a 'b'$$, $x$c $$ d$x$ from t1", "select ?, ? from t1")]
    [InlineData("update t set a = -1.5e-3 where b > 7", "update t set a = ? where b > ?")]
    [InlineData("select \"odd '1' name\" from v2", "select \"odd '1' name\" from v2")]
    [InlineData("select 1 -- password 'x'\n, 2 /* 'y' */", "select ? , ?")]
    [InlineData("insert into t values ('cut off by the serv", "insert into t values (?")]
    [InlineData("do $body$ cut off", "do ?")]
    public void A_query_is_shown_without_its_literals(string query, string shown) =>
        QueryText.Redact(query).ShouldBe(shown);

    [Fact]
    public void A_long_query_is_cut() =>
        QueryText
            .Redact("select " + string.Join(", ", Enumerable.Repeat("x", 200)))
            .Length.ShouldBe(201);
}
