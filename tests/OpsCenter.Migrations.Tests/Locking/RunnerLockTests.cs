using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Locking;
using OpsCenter.Migrations.Operations;
using OpsCenter.Migrations.Tests.Toy;

namespace OpsCenter.Migrations.Tests.Locking;

public class RunnerLockTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(300);

    [Fact]
    public async Task Of_fifty_runners_one_applies_and_the_others_find_it_applied()
    {
        await using var shop = await Shop.CreateAsync();
        var builder = new Npgsql.NpgsqlConnectionStringBuilder(shop.ConnectionString)
        {
            MaxPoolSize = 60,
        };
        await using var source = Npgsql.NpgsqlDataSource.Create(builder);
        var migrator = new Migrator(source);

        var reports = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(_ => migrator.ApplyAsync(Shop.Migration))
        );

        reports.Count(report => report.Outcome == ApplyOutcome.Applied).ShouldBe(1);
        reports.Count(report => report.Outcome == ApplyOutcome.AlreadyApplied).ShouldBe(49);
        (await shop.ScalarAsync<long>("select count(*) from opscenter.journal")).ShouldBe(1);
    }

    [Fact]
    public async Task A_runner_that_comes_too_late_is_told_who_holds_the_lock()
    {
        await using var shop = await Shop.CreateAsync();
        await using var first = await RunnerLock.AcquireAsync(
            shop.DataSource,
            Soon,
            TimeProvider.System,
            default
        );
        var migrator = Shop.Migrator(shop, new MigratorOptions { RunnerDeadline = Soon });

        var error = await Should.ThrowAsync<RunnerLockException>(() =>
            migrator.ApplyAsync(Shop.Migration)
        );

        error.Message.ShouldContain("pid ");
        error.Remedy.ShouldContain("pg_terminate_backend(");
        (await migrator.StatusAsync(Shop.Migration)).Runner.ShouldNotBeNull();
    }

    [Fact]
    public async Task Nothing_is_committed_when_the_locks_session_was_lost()
    {
        await using var shop = await Shop.CreateAsync();
        var killing = Shop.WithStatement(
            """
            select pg_terminate_backend(pid) from pg_locks
            where locktype = 'advisory'
              and database = (select oid from pg_database where datname = current_database())
              and pid <> pg_backend_pid()
            """
        );

        await Should.ThrowAsync<ConnectionLostException>(() =>
            Shop.Migrator(shop).ApplyAsync(killing)
        );

        (await shop.ScalarAsync<bool>("select to_regclass('invoices') is null")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_released_lock_can_be_taken_again()
    {
        await using var shop = await Shop.CreateAsync();
        for (var round = 0; round < 2; round++)
        {
            await using var taken = await RunnerLock.AcquireAsync(
                shop.DataSource,
                Soon,
                TimeProvider.System,
                default
            );
            await taken.EnsureHeldAsync(default);
        }
    }
}
