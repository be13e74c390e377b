using OpsCenter.Migrations.Preflight.Rules;
using OpsCenter.Migrations.Tests.Toy;
using OpsCenter.Testing.Servers;

namespace OpsCenter.Migrations.Tests.Preflight.Rules;

public class ReadOnlyServerTests
{
    [Fact]
    public async Task A_session_whose_transactions_are_read_only_is_told_how_to_write()
    {
        await using var shop = await Shop.CreateAsync();
        var connection = $"{shop.ConnectionString};Options=-c default_transaction_read_only=on";

        await new ReadOnlyServer().ShouldRefuseAsync(
            connection,
            "read-only",
            "out of the connection"
        );
        await new ReadOnlyServer().ShouldBeSilentAsync(shop.ConnectionString);
    }

    [Fact]
    public async Task A_standby_is_told_and_its_primary_named()
    {
        await using var server = await ReplicatedServer.StartAsync(Shop.BuildAsync);

        await new ReadOnlyServer().ShouldRefuseAsync(
            server.Standby.ConnectionString,
            "standby",
            $"host 127.0.0.1, port {server.Primary.Port}"
        );
        await new ReadOnlyServer().ShouldBeSilentAsync(server.Primary.ConnectionString);
    }
}
