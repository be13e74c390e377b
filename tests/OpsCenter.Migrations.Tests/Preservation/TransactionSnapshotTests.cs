using OpsCenter.Migrations.Preservation;

namespace OpsCenter.Migrations.Tests.Preservation;

public class TransactionSnapshotTests
{
    [Fact]
    public void Transactions_that_were_running_count_as_later() =>
        TransactionSnapshot
            .Parse("735:742:735,738")
            .WrittenSince.ShouldContain("t.xmin = any ('{735,738}'::pg_catalog.xid[])");

    [Fact]
    public void An_xid_is_cut_to_the_half_that_rows_carry() =>
        TransactionSnapshot.Parse("4294967300:4294967301:").Next.ShouldBe(5u);
}
