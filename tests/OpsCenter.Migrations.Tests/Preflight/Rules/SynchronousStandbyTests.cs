using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Preflight.Rules;
using OpsCenter.Migrations.Tests.Preflight.Advice;
using OpsCenter.Migrations.Tests.Toy;
using OpsCenter.Testing;
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
            "synchronous_standby_names is \"twin\"",
            "start the server without -c synchronous_standby_names"
        );
        await new SynchronousStandby().ShouldBeSilentAsync(unaffected);
    }

    [Fact]
    [FollowsRemedy("synchronous-standby")]
    public async Task The_advised_statements_go_on_without_it()
    {
        await using var server = await OwnServer.StartAsync(
            ("wal_level", "replica"),
            ("max_wal_senders", "2")
        );
        await using var source = Npgsql.NpgsqlDataSource.Create(
            $"{server.ConnectionString};Options=-c synchronous_commit=on"
        );
        await Shop.BuildAsync(source);
        var advised = await AwayAsync();
        advised.ShouldBe(
            new RulePage("synchronous-standby")
                .Statements.Single()
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        );

        await Remedies.ExecuteAsync(server.ConnectionString, advised);
        await Eventually.TrueAsync(async () =>
            (await new SynchronousStandby().FindAsync(server.ConnectionString)).Count == 0
        );

        await new Migrator(source).ApplyAsync(Shop.Migration);

        async Task<IReadOnlyList<string>> AwayAsync()
        {
            await server.ExecuteAsync("alter system set synchronous_standby_names = 'twin'");
            await server.ExecuteAsync("select pg_reload_conf()");
            PreflightFailedException? refused = null;
            await Eventually.TrueAsync(async () =>
                await server.ScalarAsync<string>("show synchronous_standby_names") == "twin"
            );
            refused = await Should.ThrowAsync<PreflightFailedException>(() =>
                new Migrator(source).ApplyAsync(Shop.Migration)
            );
            return Remedies.List(refused.Findings.ShouldHaveSingleItem().Remedy);
        }
    }
}
