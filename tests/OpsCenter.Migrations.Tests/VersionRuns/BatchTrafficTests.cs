using System.Diagnostics;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Versions;
using OpsCenter.Testing;
using OpsCenter.Testing.Servers;
using OpsCenter.Tests.Shared;

namespace OpsCenter.Migrations.Tests.VersionRuns;

/// <summary>Batches give way to other sessions, and wait for standbys.</summary>
public sealed class BatchTrafficTests
{
    private const string Rows =
        "create table visit (id bigint primary key, n int not null default 0, note text); "
        + "insert into visit (id) select generate_series(1, 25)";

    private const string Update =
        "-- opscenter: changes public.visit.n\n-- opscenter: batch 10 by id\nupdate visit set n = n + 1;";

    [Fact]
    public async Task A_batch_for_which_others_wait_is_divided()
    {
        await using var test = await FolderCase.CreateAsync();
        await test.ExecuteAsync(Rows);
        await test.ExecuteAsync(
            "create function slow() returns trigger language plpgsql as 'begin perform pg_sleep(0.05); return new; end'; "
                + "create trigger slow before update of n on visit for each row execute function slow()"
        );
        test.With("1_n", Update.Replace("batch 10", "batch 25", StringComparison.Ordinal));
        using var stop = new CancellationTokenSource();
        var longest = TimeSpan.Zero;
        var traffic = Task.Run(
            async () =>
            {
                while (!stop.IsCancellationRequested)
                {
                    var began = Stopwatch.GetTimestamp();
                    await test.ExecuteAsync("update visit set note = 'x' where id = 1");
                    var took = Stopwatch.GetElapsedTime(began);
                    longest = took > longest ? took : longest;
                    await Task.Delay(20);
                }
            },
            TestContext.Current.CancellationToken
        );

        var report = await test.Migrator().ApplyAsync();
        await stop.CancelAsync();
        await traffic;

        (await test.ScalarAsync<long>("select sum(n) from visit")).ShouldBe(25);
        report.Steps.Single().Effects.Batches.Single().Batches.ShouldBeGreaterThan(1);
        longest.ShouldBeLessThan(TimeSpan.FromSeconds(1), "a batch of all rows takes 1.25 s");
    }

    [Fact]
    public async Task Batches_wait_for_a_standby_that_is_behind()
    {
        await using var server = await ReplicatedServer.StartAsync(source =>
            ExecuteAsync(source, Rows)
        );
        await Eventually.TrueAsync(() =>
            server.Primary.ScalarAsync<bool>(
                "select exists (select from pg_stat_replication where state = 'streaming')"
            )
        );
        await server.Standby.ExecuteAsync("select pg_wal_replay_pause()");
        using var folder = new TemporaryFolder().With(
            "1_n.up.sql",
            Update.Replace("batch 10", "batch 1", StringComparison.Ordinal)
        );
        await using var source = Npgsql.NpgsqlDataSource.Create(server.Primary.ConnectionString);
        FolderMigrator Migrator(TimeSpan deadline, TimeSpan lag) =>
            new(
                source,
                Scripts.MigrationFolder.Read(folder.Path),
                new FolderOptions { MaxLag = lag },
                new MigratorOptions { LockDeadline = deadline }
            );

        var refusal = await Should.ThrowAsync<MigrationRefusedException>(() =>
            Migrator(TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(1)).ApplyAsync()
        );

        refusal.Message.ShouldContain(
            "replication to \"standby\" is 0 MB and more than 0 s behind"
        );
        refusal.Remedy.ShouldContain("--max-lag");
        (await server.Primary.ScalarAsync<long>("select sum(n) from visit")).ShouldBeLessThan(25);
        var run = Migrator(TimeSpan.FromMinutes(1), TimeSpan.FromMilliseconds(1)).ApplyAsync();
        await Task.Delay(1000);
        run.IsCompleted.ShouldBeFalse();
        await server.Standby.ExecuteAsync("select pg_wal_replay_resume()");
        await run;
        (await server.Primary.ScalarAsync<long>("select sum(n) from visit")).ShouldBe(25);
    }

    private static async Task ExecuteAsync(Npgsql.NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
