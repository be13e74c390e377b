using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Tests.Verdicts;

public sealed class RepeatedEvidenceTests
{
    [Fact]
    public void The_same_observation_is_said_once_with_its_statements_counted()
    {
        var once = RepeatedEvidence
            .Once([
                new("A row differs.") { Statement = "select 1" },
                new("A row is gone."),
                new("A row differs.") { Statement = "select 2" },
                new("A row differs.") { Statement = "select 2" },
            ])
            .ToList();

        once.Select(one => one.Text)
            .ShouldBe(["A row differs. By 2 statements.", "A row is gone."]);
        once[0].Statement.ShouldBe("select 1");
    }

    [Fact]
    public void The_same_observation_of_one_statement_is_counted() =>
        RepeatedEvidence
            .Once([new("A row is gone."), new("A row is gone.")])
            .ShouldHaveSingleItem()
            .Text.ShouldBe("A row is gone. Seen 2 times.");
}
