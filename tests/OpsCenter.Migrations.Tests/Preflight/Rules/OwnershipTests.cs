using OpsCenter.Migrations.Preflight.Rules;
using OpsCenter.Migrations.Tests.Toy;

namespace OpsCenter.Migrations.Tests.Preflight.Rules;

public class OwnershipTests
{
    [Fact]
    public async Task A_role_with_all_grants_is_no_owner()
    {
        await using var shop = await Shop.CreateAsync();
        await using var role = await Role.CreateAsync(shop, "grant all on customers to {0}");

        await new Ownership().ShouldRefuseAsync(
            role.ConnectionString,
            "public.customers belongs to role postgres",
            $"grant postgres to {role.Name};"
        );
    }

    [Fact]
    public async Task A_member_of_the_owner_will_do()
    {
        await using var shop = await Shop.CreateAsync();
        await using var role = await Role.CreateAsync(
            shop,
            "create role {0}_owners; alter table customers owner to {0}_owners; grant {0}_owners to {0}"
        );

        await new Ownership().ShouldBeSilentAsync(role.ConnectionString);
    }

    [Fact]
    public async Task Inheriting_tables_count()
    {
        await using var shop = await Shop.CreateAsync();
        await using var role = await Role.CreateAsync(
            shop,
            "create table old_customers () inherits (customers); alter table customers owner to {0}"
        );

        await new Ownership().ShouldRefuseAsync(role.ConnectionString, "public.old_customers");
    }
}
