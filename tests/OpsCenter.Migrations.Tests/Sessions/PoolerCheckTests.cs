using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Operations;
using OpsCenter.Migrations.Tests.Preflight.Advice;
using OpsCenter.Migrations.Tests.Toy;
using OpsCenter.Testing.Servers;

namespace OpsCenter.Migrations.Tests.Sessions;

public partial class PoolerCheckTests
{
    [Theory]
    [FollowsRemedy("pooler")]
    [InlineData("transaction", 20)]
    [InlineData("transaction", 1)]
    [InlineData("statement", 20)]
    public async Task A_pooler_that_breaks_sessions_apart_is_refused_and_nothing_is_touched(
        string mode,
        int size
    )
    {
        await using var shop = await Shop.CreateAsync();
        await using var pooler = await PgBouncer.StartAsync(shop, mode, size);

        var error = await RefusedAsync(pooler);

        error.Message.ShouldContain("connection pooler");
        error.Message.ShouldContain("Nothing was touched");
        await ShouldBeUntouchedAsync(shop);
        var server = Server().Match(error.Remedy);
        await using var source = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(shop.ConnectionString)
            {
                Host = server.Groups["host"].Value,
                Port = int.Parse(server.Groups["port"].Value, CultureInfo.InvariantCulture),
            }.ConnectionString
        );
        await new Migrator(source).ApplyAsync(Shop.Migration);
    }

    [Fact]
    public async Task A_busy_pool_in_transaction_mode_is_recognised()
    {
        await using var shop = await Shop.CreateAsync();
        await using var pooler = await PgBouncer.StartAsync(shop, "transaction", 5);
        using var stop = new CancellationTokenSource();
        await using var source = NpgsqlDataSource.Create(pooler.ConnectionString);
        var traffic = Enumerable.Range(0, 8).Select(_ => BeBusyAsync(source, stop.Token)).ToList();

        for (var round = 0; round < 5; round++)
        {
            (await RefusedAsync(pooler)).Id.ShouldBe("pooler");
        }

        await stop.CancelAsync();
        await Task.WhenAll(traffic);
    }

    [Fact]
    public async Task A_pooler_in_session_mode_is_let_pass()
    {
        await using var shop = await Shop.CreateAsync();
        await using var pooler = await PgBouncer.StartAsync(shop, "session", 20);
        await using var source = NpgsqlDataSource.Create(pooler.ConnectionString);

        var report = await new Migrator(source).ApplyAsync(Shop.Migration);

        report.Outcome.ShouldBe(ApplyOutcome.Applied);
        (await new Migrator(source).PreflightAsync(Shop.Migration, MigrationDirection.Down))
            .Findings.Where(finding => finding.Id == "pooler")
            .ShouldHaveSingleItem()
            .Id.ShouldBe("pooler");
    }

    [Fact]
    public async Task A_pool_in_session_mode_that_is_too_small_is_refused_in_time()
    {
        await using var shop = await Shop.CreateAsync();
        await using var pooler = await PgBouncer.StartAsync(shop, "session", 1);

        var error = await RefusedAsync(pooler);

        error.Message.ShouldContain("gave no second session within 3 s");
        error.Remedy.ShouldContain("default_pool_size");
    }

    private static async Task<PoolerException> RefusedAsync(PgBouncer pooler)
    {
        await using var source = NpgsqlDataSource.Create(pooler.ConnectionString);
        return await Should.ThrowAsync<PoolerException>(() =>
            new Migrator(source).ApplyAsync(Shop.Migration)
        );
    }

    private static async Task ShouldBeUntouchedAsync(TestDatabase shop)
    {
        (
            await shop.ScalarAsync<bool>("select to_regnamespace('opscenter') is null")
        ).ShouldBeTrue();
        (
            await shop.ScalarAsync<long>(
                "select count(*) from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())"
            )
        ).ShouldBe(0);
    }

    private static async Task BeBusyAsync(NpgsqlDataSource source, CancellationToken stop)
    {
        await using var connection = await source.OpenConnectionAsync(CancellationToken.None);
        await using var command = new NpgsqlCommand("select count(*) from customers", connection);
        while (!stop.IsCancellationRequested)
        {
            await command.ExecuteScalarAsync(CancellationToken.None);
        }
    }

    [GeneratedRegex(@"host (?<host>\S+), port (?<port>\d+)")]
    private static partial Regex Server();
}
