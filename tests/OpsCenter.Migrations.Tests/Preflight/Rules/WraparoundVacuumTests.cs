using OpsCenter.Migrations.Preflight.Rules;
using OpsCenter.Migrations.Tests.Preflight.Advice;
using OpsCenter.Migrations.Tests.Toy;
using OpsCenter.Testing;
using OpsCenter.Testing.Servers;

namespace OpsCenter.Migrations.Tests.Preflight.Rules;

public class WraparoundVacuumTests
{
    [Fact]
    [FollowsRemedy("wraparound-vacuum")]
    public async Task An_autovacuum_that_does_not_give_way_is_refused()
    {
        // Slow enough to be met: it sleeps after every page.
        await using var server = await OwnServer.StartAsync(
            ("autovacuum", "on"),
            ("autovacuum_naptime", "1s"),
            ("autovacuum_vacuum_threshold", "1000000"),
            ("autovacuum_vacuum_insert_threshold", "-1"),
            ("autovacuum_freeze_max_age", "100000"),
            ("autovacuum_vacuum_cost_delay", "100ms"),
            ("autovacuum_vacuum_cost_limit", "1")
        );
        await using var source = Npgsql.NpgsqlDataSource.Create(server.ConnectionString);
        await Shop.BuildAsync(source);
        await server.ExecuteAsync(
            "insert into customers (name) select repeat('x', 90) from generate_series(1, 20000)"
        );
        await new WraparoundVacuum().ShouldBeSilentAsync(server.ConnectionString);
        await server.ExecuteAsync(
            "do $$ begin for i in 1..100100 loop perform txid_current(); commit; end loop; end $$"
        );
        await Eventually.TrueAsync(() =>
            server.ScalarAsync<bool>(
                "select exists (select from pg_stat_progress_vacuum where relid = 'customers'::regclass)"
            )
        );

        await new WraparoundVacuum().ShouldRefuseAsync(
            server.ConnectionString,
            "works on public.customers to prevent wraparound"
        );
        var watching = Remedies.Statements(
            (await new WraparoundVacuum().FindAsync(server.ConnectionString))[0].Remedy
        );
        (await server.ScalarAsync<int>(watching)).ShouldBeGreaterThan(0);
        new RulePage("wraparound-vacuum").Statements.ShouldBe([watching]);
    }
}
