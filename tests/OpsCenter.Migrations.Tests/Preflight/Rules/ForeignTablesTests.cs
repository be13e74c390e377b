using OpsCenter.Migrations.Preflight.Rules;
using OpsCenter.Migrations.Tests.Toy;

namespace OpsCenter.Migrations.Tests.Preflight.Rules;

public class ForeignTablesTests
{
    [Fact]
    public async Task A_foreign_child_is_refused()
    {
        await using var shop = await Shop.CreateAsync();
        await shop.ExecuteAsync(
            """
            create foreign data wrapper elsewhere;
            create server archive foreign data wrapper elsewhere;
            create foreign table old_customers () inherits (customers) server archive
            """
        );

        await new ForeignTables().ShouldRefuseAsync(
            shop,
            "public.old_customers is a foreign table"
        );
    }

    [Fact]
    public async Task A_foreign_partition_is_refused_until_it_is_detached()
    {
        await using var shop = await Shop.CreateAsync();
        await shop.ExecuteAsync(
            """
            create table other (like customers) partition by range (id);
            drop table customers;
            alter table other rename to customers;
            create foreign data wrapper elsewhere;
            create server archive foreign data wrapper elsewhere;
            create foreign table old_customers partition of customers for values from (0) to (9) server archive;
            """
        );
        var found = await new ForeignTables().FindAsync(shop.ConnectionString);

        await shop.FollowAsync([found.ShouldHaveSingleItem()]);

        await new ForeignTables().ShouldBeSilentAsync(shop.ConnectionString);
    }

    [Fact]
    public async Task A_plain_table_is_no_matter()
    {
        await using var shop = await Shop.CreateAsync();

        await new ForeignTables().ShouldBeSilentAsync(shop.ConnectionString);
    }
}
