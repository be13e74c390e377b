using OpsCenter.Migrations.Preflight.Rules;
using OpsCenter.Migrations.Tests.Toy;
using OpsCenter.Testing.Servers;

namespace OpsCenter.Migrations.Tests.Preflight.Rules;

public class SynchronousStandbyTests
{
    [Fact]
    public async Task A_synchronous_standby_that_is_away_is_named()
    {
        await using var server = await OwnServer.StartAsync(
            ("wal_level", "replica"),
            ("max_wal_senders", "2"),
            ("synchronous_standby_names", "twin")
        );
        var unaffected = $"{server.ConnectionString};Options=-c synchronous_commit=local";
        await using var source = Npgsql.NpgsqlDataSource.Create(unaffected);
        await Shop.BuildAsync(source);

        await new SynchronousStandby().ShouldRefuseAsync(
            $"{server.ConnectionString};Options=-c synchronous_commit=on",
            "synchronous_standby_names is \"twin\""
        );
        await new SynchronousStandby().ShouldBeSilentAsync(unaffected);
    }
}
