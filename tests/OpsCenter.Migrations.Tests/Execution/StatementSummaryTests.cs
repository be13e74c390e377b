using OpsCenter.Migrations.Execution;

namespace OpsCenter.Migrations.Tests.Execution;

public class StatementSummaryTests
{
    [Theory]
    [InlineData("create table orders (id int)", "create table orders")]
    [InlineData(
        "-- why\n\n/* how */ alter table a.b add column c int",
        "alter table a.b add column c"
    )]
    [InlineData("do $$ begin end $$", "do block")]
    [InlineData("select 1 / 0", "select")]
    [InlineData("42", "statement")]
    public void It_is_the_first_words(string statement, string summary) =>
        StatementSummary.Of(statement).ShouldBe(summary);

    [Fact]
    public void A_literal_is_no_part_of_it() =>
        StatementSummary
            .Of("alter role app password 'hunter2'")
            .ShouldBe("alter role app password");
}
