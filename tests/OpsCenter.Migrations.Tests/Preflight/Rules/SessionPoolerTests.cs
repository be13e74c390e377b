using OpsCenter.Migrations.Preflight.Rules;
using OpsCenter.Migrations.Tests.Toy;
using OpsCenter.Testing.Servers;

namespace OpsCenter.Migrations.Tests.Preflight.Rules;

public class SessionPoolerTests
{
    [Fact]
    public async Task A_direct_connection_is_no_matter()
    {
        await using var shop = await Shop.CreateAsync();

        await new SessionPooler().ShouldBeSilentAsync(shop.ConnectionString);
    }

    [Fact]
    public async Task A_pooler_in_session_mode_is_noted()
    {
        await using var shop = await Shop.CreateAsync();
        await using var pooler = await PgBouncer.StartAsync(shop, "session", 20);

        await new SessionPooler().ShouldNoteAsync(pooler.ConnectionString, "session mode");
    }
}
