using Npgsql;
using OpsCenter.Crash.Tests.Runs;
using OpsCenter.Crash.Tests.Scenes;
using OpsCenter.Migrations;
using OpsCenter.Migrations.Errors;
using OpsCenter.Schema;
using OpsCenter.Testing;

namespace OpsCenter.Crash.Tests;

/// <summary>A backend whose client is gone, and which is still at work.</summary>
public sealed class OrphanTests
{
    private const string Work =
        "select pg_advisory_lock_shared(hashtextextended('opscenter.work', 0))";

    [Fact]
    public async Task It_is_waited_for_and_named()
    {
        await using var database = await TestServer
            .For(TestMajors.Newest)
            .CreateDatabaseAsync(V1.A);
        await using var orphan = new NpgsqlConnection($"{database.ConnectionString};Pooling=false");
        await orphan.OpenAsync();
        await using var command = new NpgsqlCommand(Work, orphan);
        await command.ExecuteNonQueryAsync();
        var hasty = new Migrator(
            database.DataSource,
            new MigratorOptions { RunnerDeadline = TimeSpan.FromMilliseconds(100) }
        );

        var error = await Should.ThrowAsync<RunnerLockException>(() =>
            hasty.ApplyAsync(Releases.V2)
        );

        error.Message.ShouldContain($"pid {orphan.ProcessID}");
        await orphan.CloseAsync();
        (await Run.AttemptAsync(database.ConnectionString, MigrationDirection.Up)).ShouldBeNull();
    }

    [Fact]
    public async Task An_index_that_another_session_builds_is_waited_for()
    {
        var server = TestServer.For(TestMajors.Newest);
        var baseline = await Baseline.OfAsync(Scene.ApplyA, server);
        await using var database = await server.CreateDatabaseAsync(V1.A);
        await using var reader = await database.DataSource.OpenConnectionAsync();
        await using var transaction = await reader.BeginTransactionAsync();
        await new NpgsqlCommand(
            "select count(*) from llm_providers; select txid_current()",
            reader
        ).ExecuteNonQueryAsync();
        var build = database.ExecuteAsync(
            "create index concurrently idx_llm_providers_type on llm_providers (type)"
        );
        while (
            await database.ScalarAsync<long>(
                "select count(*) from pg_stat_progress_create_index where index_relid = to_regclass('idx_llm_providers_type')"
            ) == 0
        )
        {
            await Task.Delay(20);
        }

        var run = Run.AttemptAsync(database.ConnectionString, MigrationDirection.Up);
        await Task.Delay(1500);
        run.IsCompleted.ShouldBeFalse((run.IsCompleted ? await run : null)?.ToString());
        await transaction.RollbackAsync();
        await build;

        (await run).ShouldBeNull();
        (await Images.DatabaseImage.TakeAsync(database)).ShouldEqualButBooks(baseline.After);
    }
}
