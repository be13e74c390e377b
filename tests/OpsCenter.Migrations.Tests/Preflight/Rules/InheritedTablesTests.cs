using OpsCenter.Migrations.Preflight.Rules;
using OpsCenter.Migrations.Tests.Toy;

namespace OpsCenter.Migrations.Tests.Preflight.Rules;

public class InheritedTablesTests
{
    [Fact]
    public async Task A_table_with_children_is_refused()
    {
        await using var shop = await Shop.CreateAsync();
        await shop.ExecuteAsync("create table old_customers () inherits (customers)");

        await new InheritedTables().ShouldRefuseAsync(shop, "public.old_customers");
    }

    [Fact]
    public async Task A_child_is_refused()
    {
        await using var shop = await Shop.CreateAsync();
        await shop.ExecuteAsync(
            "create table people (name varchar(100) not null); alter table customers inherit people"
        );

        await new InheritedTables().ShouldRefuseAsync(shop, "public.customers is a child");
    }

    [Fact]
    public async Task A_plain_table_is_no_matter()
    {
        await using var shop = await Shop.CreateAsync();

        await new InheritedTables().ShouldBeSilentAsync(shop.ConnectionString);
    }
}
