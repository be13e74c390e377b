using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Operations;
using OpsCenter.Migrations.Tests.Preflight;
using OpsCenter.Migrations.Tests.Toy;

namespace OpsCenter.Migrations.Tests.Locking;

/// <summary>What a run reads before it begins waits for a lock as long as what it does.</summary>
public class ReadRetryTests
{
    private static MigratorOptions Options(double deadline) =>
        new()
        {
            LockTimeout = TimeSpan.FromMilliseconds(100),
            LockDeadline = TimeSpan.FromSeconds(deadline),
            StatisticsGrace = TimeSpan.FromSeconds(3),
        };

    [Theory]
    [InlineData("customers")]
    [InlineData("bystander")]
    public async Task A_table_that_is_locked_for_a_moment_is_read_afterwards(string table)
    {
        await using var shop = await Shop.CreateAsync();
        await shop.ExecuteAsync("create table bystander (id int)");
        await using var holder = await OpenTransaction.BeginAsync(
            shop.ConnectionString,
            $"lock table {table}"
        );

        var applying = Shop.Migrator(shop, Options(30)).ApplyAsync(Shop.Migration);
        await Task.Delay(TimeSpan.FromSeconds(1.5));
        applying.IsCompleted.ShouldBeFalse();
        await holder.DisposeAsync();

        (await applying).Outcome.ShouldBe(ApplyOutcome.Applied);
    }

    [Theory]
    [InlineData("customers", "plan toy")]
    [InlineData("bystander", "digest public.bystander")]
    public async Task A_table_that_stays_locked_is_named_with_its_holder(
        string table,
        string purpose
    )
    {
        await using var shop = await Shop.CreateAsync();
        await shop.ExecuteAsync("create table bystander (id int)");
        await using var holder = await OpenTransaction.BeginAsync(
            shop.ConnectionString,
            $"lock table {table}"
        );

        var failure = await Should.ThrowAsync<LockTimeoutException>(() =>
            Shop.Migrator(shop, Options(0.5))
                .ApplyAsync(Shop.WithStatement("select count(*) from customers;"))
        );

        failure.Message.ShouldContain($"The lock to {purpose} (ACCESS SHARE)");
        failure.Message.ShouldContain($"pid {holder.Pid} (nightly report");
        failure.Message.ShouldContain($"holds public.{table}");
    }
}
