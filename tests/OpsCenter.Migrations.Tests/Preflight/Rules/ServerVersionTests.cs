using OpsCenter.Migrations.Preflight.Rules;
using OpsCenter.Migrations.Tests.Toy;

namespace OpsCenter.Migrations.Tests.Preflight.Rules;

public class ServerVersionTests
{
    [Fact]
    public async Task A_server_newer_than_the_tested_ones_is_refused()
    {
        await using var shop = await Shop.CreateAsync();

        await new ServerVersion(newest: shop.Major - 1).ShouldRefuseAsync(
            shop,
            $"PostgreSQL {shop.Major}"
        );
        await new ServerVersion().ShouldBeSilentAsync(shop.ConnectionString);
    }
}
