using OpsCenter.Migrations.Preflight.Rules;
using OpsCenter.Migrations.Tests.Preflight.Advice;
using OpsCenter.Migrations.Tests.Toy;
using OpsCenter.Testing;
using OpsCenter.Testing.Servers;

namespace OpsCenter.Migrations.Tests.Preflight.Rules;

public class ReplicationLagTests
{
    [Fact]
    [FollowsRemedy("replication-lag")]
    public async Task A_standby_that_is_behind_is_named()
    {
        await using var server = await ReplicatedServer.StartAsync(Shop.BuildAsync);
        await Eventually.TrueAsync(() =>
            server.Primary.ScalarAsync<bool>(
                "select exists (select from pg_stat_replication where state = 'streaming')"
            )
        );
        await new ReplicationLag().ShouldBeSilentAsync(server.Primary.ConnectionString);
        await server.Standby.ExecuteAsync("select pg_wal_replay_pause()");
        await server.Primary.ExecuteAsync("update customers set ratio = 2; select pg_switch_wal()");

        await new ReplicationLag(bytes: 1024).ShouldRefuseAsync(
            server.Primary.ConnectionString,
            "Replication to \"standby\" on 127.0.0.1"
        );

        var watching = Remedies.Statements(
            (await new ReplicationLag(bytes: 1024).FindAsync(server.Primary.ConnectionString))[
                0
            ].Remedy
        );
        (await server.Primary.ScalarAsync<string>(watching)).ShouldBe("standby");
        await server.Standby.ExecuteAsync("select pg_wal_replay_resume()");
        await Eventually.TrueAsync(async () =>
            (await new ReplicationLag(bytes: 1024).FindAsync(server.Primary.ConnectionString)).Count
            == 0
        );
        await using var source = Npgsql.NpgsqlDataSource.Create(server.Primary.ConnectionString);
        await new Migrator(source).ApplyAsync(Shop.Migration);
    }
}
