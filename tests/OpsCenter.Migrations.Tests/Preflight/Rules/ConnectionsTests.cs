using OpsCenter.Migrations.Preflight.Rules;
using OpsCenter.Migrations.Tests.Toy;

namespace OpsCenter.Migrations.Tests.Preflight.Rules;

public class ConnectionsTests
{
    [Fact]
    public async Task The_limit_of_a_role_that_is_too_low_is_named_and_the_advised_one_suffices()
    {
        await using var shop = await Shop.CreateAsync();
        await using var role = await Role.CreateAsync(shop, "alter role {0} connection limit 2");
        await new Connections().ShouldRefuseAsync(
            role.ConnectionString,
            "needs 3 connections",
            $"role {role.Name} is 2"
        );
        var finding = (await new Connections().FindAsync(role.ConnectionString))[0];

        await shop.ExecuteAsync(Remedies.Statements(finding.Remedy));

        await new Connections().ShouldBeSilentAsync(role.ConnectionString);
    }

    [Fact]
    public async Task What_others_use_of_a_database_s_limit_counts()
    {
        await using var shop = await Shop.CreateAsync();
        await using var role = await Role.CreateAsync(shop, "select 1");
        await shop.ExecuteAsync($"alter database {shop.Name} connection limit 6");
        await new Connections().ShouldBeSilentAsync(
            $"{role.ConnectionString};Application Name=run"
        );
        await using var one = await OpenTransaction.BeginAsync(role.ConnectionString, "select 1");
        await using var two = await OpenTransaction.BeginAsync(role.ConnectionString, "select 1");
        await using var three = await OpenTransaction.BeginAsync(role.ConnectionString, "select 1");

        await new Connections().ShouldRefuseAsync(
            $"{role.ConnectionString};Application Name=run",
            $"database {shop.Name} is 6"
        );
    }

    [Fact]
    public async Task A_superuser_passes_the_limits_of_roles_and_databases()
    {
        await using var shop = await Shop.CreateAsync();
        await shop.ExecuteAsync($"alter database {shop.Name} connection limit 1");

        await new Connections().ShouldBeSilentAsync(shop.ConnectionString);
    }
}
