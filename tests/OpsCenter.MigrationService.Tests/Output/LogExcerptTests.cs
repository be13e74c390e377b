using OpsCenter.MigrationService.Output;

namespace OpsCenter.MigrationService.Tests.Output;

/// <summary>What must not leave the house is not in a line of a log; the rest of the line is.</summary>
public sealed class LogExcerptTests
{
    [Theory]
    [InlineData(
        "DETAIL: Key (id, name)=(5, Bob (jr)) already exists.",
        "DETAIL: Key (id, name)=(?) already exists."
    )]
    [InlineData("DETAIL: Failing row contains (1, Bob, null).", "DETAIL: Failing row contains (?")]
    [InlineData(
        "invalid input syntax for type integer: \"abc\" (SQLSTATE 22P02)",
        "invalid input syntax for type integer: \"?\" (SQLSTATE 22P02)"
    )]
    [InlineData(
        "CONTEXT: COPY person, line 3, column age: \"say \"hi\" twice\"",
        "CONTEXT: COPY person, line 3, column age: \"?\""
    )]
    [InlineData("  insert into t values (E'it''s', 'open", "  insert into t values (?, ?")]
    [InlineData("V1's table is the server's", "V1's table is the server's")]
    [InlineData("relation \"person\" does not exist", "relation \"person\" does not exist")]
    [InlineData(
        "postgres://app:pa%40ss@db:5432/shop and Host=db;Password=\"a;b\";Username=app",
        "postgres://app:?@db:5432/shop and Host=db;Password=?;Username=app"
    )]
    [InlineData("host=db password = 'a b' user=app", "host=db password = ? user=app")]
    [InlineData("\u001b[31mred\u001b[0m", "red")]
    public void A_line(string line, string shown) => LogExcerpt.Redact(line).ShouldBe(shown);

    [Fact]
    public void A_long_line_is_cut() =>
        LogExcerpt.Redact(new string('x', 5000)).Length.ShouldBe(501);
}
