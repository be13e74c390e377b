using OpsCenter.Migrations.Preservation;
using OpsCenter.Migrations.Verification;

namespace OpsCenter.Migrations.Tests.Preservation;

/// <summary>A comparison of nothing is no proof.</summary>
public class EmptyProofTests
{
    private static readonly PreservationReport Nothing = new(DateTimeOffset.UnixEpoch, "", [], []);

    [Fact]
    public void A_comparison_of_no_table_proves_nothing() => Nothing.IsPreserved.ShouldBeFalse();

    [Fact]
    public void Tables_that_could_not_be_read_prove_nothing() =>
        (
            Nothing with
            {
                Unchecked = [new UncheckedTable("public", "orders", "role app may not read it")],
            }
        ).IsPreserved.ShouldBeFalse();

    [Fact]
    public void A_comparison_of_no_table_is_not_verified() =>
        DataChecks.Of(Nothing).ShouldHaveSingleItem().Passed.ShouldBeFalse();
}
