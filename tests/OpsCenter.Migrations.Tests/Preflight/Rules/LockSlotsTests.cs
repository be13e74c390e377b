using OpsCenter.Migrations.Preflight.Rules;
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
            "alter system set max_locks_per_transaction = 11;"
        );
    }
}
