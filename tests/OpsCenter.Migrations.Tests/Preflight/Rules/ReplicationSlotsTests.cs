using OpsCenter.Migrations.Preflight.Rules;
using OpsCenter.Migrations.Tests.Preflight.Advice;
using OpsCenter.Migrations.Tests.Toy;
using OpsCenter.Testing.Servers;

namespace OpsCenter.Migrations.Tests.Preflight.Rules;

public class ReplicationSlotsTests
{
    [Fact]
    public async Task A_slot_that_nobody_reads_is_told_with_what_it_keeps()
    {
        await using var server = await OwnServer.StartAsync(
            ("wal_level", "replica"),
            ("max_wal_senders", "2")
        );
        await using var source = Npgsql.NpgsqlDataSource.Create(server.ConnectionString);
        await Shop.BuildAsync(source);
        await new ReplicationSlots(bytes: 0).ShouldBeSilentAsync(server.ConnectionString);
        await server.ExecuteAsync(
            "select pg_create_physical_replication_slot('lost', true); update customers set ratio = 3"
        );

        await new ReplicationSlots(bytes: 0).ShouldRefuseAsync(
            server.ConnectionString,
            "physical replication slot lost",
            "select pg_drop_replication_slot('lost');"
        );
        await new ReplicationSlots().ShouldBeSilentAsync(server.ConnectionString);
    }

    [Fact]
    [FollowsRemedy("replication-slots")]
    public async Task The_advised_statement_drops_it()
    {
        await using var server = await OwnServer.StartAsync(
            ("wal_level", "replica"),
            ("max_wal_senders", "2")
        );
        await using var source = Npgsql.NpgsqlDataSource.Create(server.ConnectionString);
        await Shop.BuildAsync(source);
        await ForgottenAsync("lost");
        var found = await new ReplicationSlots(bytes: 0).FindAsync(server.ConnectionString);
        await Remedies.FollowAsync(server.ConnectionString, found.ShouldHaveSingleItem().Remedy);
        await new ReplicationSlots(bytes: 0).ShouldBeSilentAsync(server.ConnectionString);

        await ForgottenAsync("its_name");
        await server.ExecuteAsync(new RulePage("replication-slots").Statements.Single());
        await new ReplicationSlots(bytes: 0).ShouldBeSilentAsync(server.ConnectionString);
        await new Migrator(source).ApplyAsync(Shop.Migration);

        Task ForgottenAsync(string slot) =>
            server.ExecuteAsync(
                $"select pg_create_physical_replication_slot('{slot}', true); update customers set ratio = 3"
            );
    }
}
