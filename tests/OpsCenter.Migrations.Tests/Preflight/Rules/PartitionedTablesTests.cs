using OpsCenter.Migrations.Preflight.Rules;
using OpsCenter.Migrations.Tests.Toy;

namespace OpsCenter.Migrations.Tests.Preflight.Rules;

public class PartitionedTablesTests
{
    private const string Partitioned = """
        create table other (like customers) partition by range (id);
        drop table customers;
        alter table other rename to customers;
        create table customers_1 partition of customers for values from (0) to (1000);
        create table customers_2 partition of customers for values from (1000) to (2000);
        """;

    [Fact]
    public async Task A_partitioned_table_is_told_with_its_partitions_and_builds()
    {
        await using var shop = await Shop.CreateAsync();
        await shop.ExecuteAsync(Partitioned);

        await new PartitionedTables().ShouldRefuseAsync(
            shop,
            "public.customers is partitioned",
            "2 partitions",
            "1 indexes"
        );
    }

    [Fact]
    public async Task A_partitioned_table_that_is_not_touched_is_no_matter()
    {
        await using var shop = await Shop.CreateAsync();

        await new PartitionedTables().ShouldBeSilentAsync(shop.ConnectionString);
    }
}
