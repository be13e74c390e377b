using System.Diagnostics;
using Npgsql;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Tests.Backup;
using OpsCenter.Migrations.Tests.Toy;
using OpsCenter.Testing;
using OpsCenter.Testing.Prerequisites;

namespace OpsCenter.Migrations.Tests.Operations;

/// <summary>Nobody waits for a dry run longer than the lock timeout.</summary>
public class DryRunTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(3);

    private static Migration Slow { get; } =
        Shop.WithStatement($"select pg_sleep({(int)Long.TotalSeconds})");

    [Fact]
    public async Task A_dry_run_that_keeps_a_reader_waiting_goes_on_with_a_copy()
    {
        using var folder = new BackupFolder();
        await using var shop = await Shop.CreateAsync(await PgDumpProgram.DumpableMajorAsync());
        await shop.ExecuteAsync($"alter database {shop.Name} set search_path = public, pg_catalog");
        var migrator = await folder.MigratorAsync(shop);

        var (report, longest) = await UnderReadersAsync(shop, () => migrator.DryRunAsync(Slow));

        report.OnCopy.ShouldBeTrue();
        report.NothingStayed.ShouldBeTrue();
        report.Steps.Count(step => step.Kind == Planning.StepKind.Added).ShouldBe(3);
        report.Schema.ChangedTables.ShouldHaveSingleItem();
        longest.ShouldBeLessThan(Long);
        await NoCopyStaysAsync(shop);
        folder.Files.ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_it_cannot_copy_it_says_who_waited_and_for_how_long_they_would()
    {
        await using var shop = await Shop.CreateAsync();

        var (error, longest) = await UnderReadersAsync(
            shop,
            () =>
                Should.ThrowAsync<DryRunBlocksException>(() =>
                    Shop.Migrator(shop).DryRunAsync(Slow)
                )
        );

        error.Message.ShouldContain("the reader");
        error.Message.ShouldContain("public.customers (");
        error.Remedy.ShouldContain("--allow-blocking");
        longest.ShouldBeLessThan(Long);
    }

    [Fact]
    public async Task Where_others_may_wait_they_do()
    {
        await using var shop = await Shop.CreateAsync();
        var migrator = Shop.Migrator(shop, new MigratorOptions { AllowBlocking = true });

        var (report, longest) = await UnderReadersAsync(shop, () => migrator.DryRunAsync(Slow));

        report.OnCopy.ShouldBeFalse();
        longest.ShouldBeGreaterThan(Long - TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_large_table_is_copied_at_once_and_what_a_killed_run_left_goes()
    {
        using var folder = new BackupFolder();
        await using var shop = await Shop.CreateAsync(await PgDumpProgram.DumpableMajorAsync());
        await shop.ExecuteAsync(
            "alter table customers alter photo set storage external; update customers set photo = decode(repeat('00', 40000000), 'hex') where id = 1"
        );
        await shop.ExecuteAsync($"create database opscenter_dry_run_0_{new string('0', 32)}");
        var migrator = await folder.MigratorAsync(shop);

        var report = await migrator.DryRunAsync(Shop.Migration);

        report.OnCopy.ShouldBeTrue();
        await NoCopyStaysAsync(shop);
    }

    /// <summary>Other tests may have copies on this server: theirs go, too, as soon as they end.</summary>
    private static Task NoCopyStaysAsync(TestDatabase shop) =>
        Eventually.TrueAsync(async () =>
            await shop.ScalarAsync<long>(
                "select count(*) from pg_database where datname like 'opscenter\\_dry\\_run\\_%'"
            ) == 0
        );

    /// <summary>What the work returned, and how long the slowest reader of the table waited meanwhile.</summary>
    private static async Task<(T Result, TimeSpan Longest)> UnderReadersAsync<T>(
        TestDatabase shop,
        Func<Task<T>> work
    )
    {
        var working = work();
        var longest = TimeSpan.Zero;
        await using var source = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(shop.ConnectionString)
            {
                ApplicationName = "the reader",
            }.ConnectionString
        );
        await using var command = source.CreateCommand("select count(*) from customers");
        while (!working.IsCompleted)
        {
            var started = Stopwatch.GetTimestamp();
            await command.ExecuteScalarAsync();
            var waited = Stopwatch.GetElapsedTime(started);
            longest = waited > longest ? waited : longest;
            await Task.Delay(20);
        }

        return (await working, longest);
    }
}
