using System.Data;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using OpsCenter.Migrations.Operations;
using OpsCenter.Migrations.Sessions;
using OpsCenter.Migrations.Tests.Online;
using OpsCenter.Migrations.Tests.Toy;

namespace OpsCenter.Migrations.Tests.Sessions;

/// <summary>Limits that a role's sessions begin with, each shorter than what is done under it.</summary>
public class TimeLimitTests
{
    [Theory]
    [InlineData("statement_timeout", 13)]
    [InlineData("idle_in_transaction_session_timeout", 13)]
    [InlineData("idle_session_timeout", 14)]
    [InlineData("transaction_timeout", 17)]
    public async Task No_limit_ends_a_session(string limit, int since)
    {
        await using var shop = await Shop.CreateAsync();
        await using var source = Limited(shop, limit, since);
        var context = new EngineContext(
            source,
            new MigratorOptions(),
            TimeProvider.System,
            NullLogger.Instance
        );
        await using var session = await context.OpenAsync(default);

        await Task.Delay(TimeSpan.FromSeconds(1));
        await session.BeginAsync(IsolationLevel.RepeatableRead, default);
        await session.ExecuteAsync("select pg_sleep(1)", default);
        await Task.Delay(TimeSpan.FromSeconds(1));

        (await session.ScalarAsync<int>("select 1", default)).ShouldBe(1);
    }

    [Theory]
    [InlineData("statement_timeout", 13)]
    [InlineData("transaction_timeout", 17)]
    public async Task No_limit_cuts_a_digest_or_a_unit_or_a_build(string limit, int since)
    {
        await using var shop = await Shop.CreateAsync();
        await using var source = Limited(shop, limit, since);
        await using var writer = await shop.DataSource.OpenConnectionAsync();
        await RunAsync(writer, "begin; lock table tags in access exclusive mode");
        var applying = new Migrator(
            source,
            new MigratorOptions { LockTimeout = TimeSpan.FromSeconds(30) }
        ).ApplyAsync(
            OnlineToy.Of(
                OnlineToy.Transaction("work", "ACCESS SHARE", "select pg_sleep(1)"),
                OnlineToy.Alone(
                    "build",
                    "create index concurrently slow on public.customers (name)"
                )
            )
        );

        await Task.WhenAny(applying, Task.Delay(TimeSpan.FromSeconds(1.5)));
        await RunAsync(writer, "commit; begin; lock table customers in row exclusive mode");
        while (
            !applying.IsCompleted
            && !await shop.ScalarAsync<bool>(
                "select exists (select from pg_stat_progress_create_index where lockers_total > 0)"
            )
        )
        {
            await Task.Delay(20);
        }

        await Task.WhenAny(applying, Task.Delay(TimeSpan.FromSeconds(1)));
        await RunAsync(writer, "commit");

        (await applying).Outcome.ShouldBe(ApplyOutcome.Applied);
    }

    private static NpgsqlDataSource Limited(TestDatabase shop, string limit, int since)
    {
        Assert.SkipWhen(shop.Major < since, $"{limit} came with {since}.");
        return NpgsqlDataSource.Create($"{shop.ConnectionString};Options=-c {limit}=500");
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
