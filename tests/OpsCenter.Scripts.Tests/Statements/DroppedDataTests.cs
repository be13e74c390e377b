using OpsCenter.Scripts.Statements;

namespace OpsCenter.Scripts.Tests.Statements;

/// <summary>Which statements drop rows or values.</summary>
public sealed class DroppedDataTests
{
    [Theory]
    [InlineData("drop table a", true)]
    [InlineData("-- gone\nDROP TABLE IF EXISTS a CASCADE", true)]
    [InlineData("drop schema s cascade", true)]
    [InlineData("alter table a drop column b", true)]
    [InlineData("alter table only \"a\" drop if exists \"b\"", true)]
    [InlineData("alter table a drop constraint c, drop b", true)]
    [InlineData("alter table a drop constraint c", false)]
    [InlineData("alter table a alter column b drop not null, alter c drop default", false)]
    [InlineData("alter table a add b text default 'drop column c'", false)]
    [InlineData("drop index i", false)]
    [InlineData("drop", false)]
    public void A_statement_is_judged_by_its_words(string statement, bool drops) =>
        DroppedData.IsIn(statement).ShouldBe(drops);
}
