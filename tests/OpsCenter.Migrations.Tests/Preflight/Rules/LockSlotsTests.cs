using OpsCenter.Migrations.Preflight.Rules;
using OpsCenter.Migrations.Tests.Preflight.Advice;
using OpsCenter.Migrations.Tests.Toy;
using OpsCenter.Testing.Servers;

namespace OpsCenter.Migrations.Tests.Preflight.Rules;

public class LockSlotsTests
{
    [Fact]
    public async Task A_table_of_locks_that_is_too_small_is_refused_with_a_sufficient_setting()
    {
        await using var server = await OwnServer.StartAsync(
            ("max_locks_per_transaction", "10"),
            ("max_connections", "12")
        );
        await using var source = Npgsql.NpgsqlDataSource.Create(server.ConnectionString);
        await Shop.BuildAsync(source);
        await new LockSlots().ShouldBeSilentAsync(server.ConnectionString);
        await using var greedy = await OpenTransaction.BeginAsync(
            server.ConnectionString,
            "select pg_advisory_lock(i) from generate_series(1, 110) i"
        );

        await new LockSlots().ShouldRefuseAsync(
            server.ConnectionString,
            "room for about 120 locks",
            "start the server with -c max_locks_per_transaction=11"
        );
    }

    [Fact]
    [FollowsRemedy("lock-slots")]
    public async Task The_advised_setting_suffices_after_a_restart()
    {
        await using var server = await RestartableServer.StartAsync();
        await server.Current.ExecuteAsync("alter system set max_connections = 12");
        await server.Current.ExecuteAsync("alter system set max_locks_per_transaction = 10");
        await server.RestartAsync();
        await using (var source = Npgsql.NpgsqlDataSource.Create(server.Current.ConnectionString))
        {
            await Shop.BuildAsync(source);
        }

        const string greedy = "select pg_advisory_lock(i) from generate_series(1, 110) i";
        string remedy;
        await using (await OpenTransaction.BeginAsync(server.Current.ConnectionString, greedy))
        {
            var found = await new LockSlots().FindAsync(server.Current.ConnectionString);
            remedy = found.ShouldHaveSingleItem().Remedy;
        }

        await Remedies.FollowAsync(server.Current.ConnectionString, remedy);
        await server.RestartAsync();
        await using (await OpenTransaction.BeginAsync(server.Current.ConnectionString, greedy))
        {
            await new LockSlots().ShouldBeSilentAsync(server.Current.ConnectionString);
        }

        foreach (var statement in new RulePage("lock-slots").Statements)
        {
            await server.Current.ExecuteAsync(statement);
        }

        await server.RestartAsync();
        (await server.Current.ScalarAsync<string>("show max_locks_per_transaction")).ShouldBe(
            "128"
        );
    }
}
