using Npgsql;
using OpsCenter.Crash.Tests.Runs;
using OpsCenter.Crash.Tests.Scenes;
using OpsCenter.Migrations;
using OpsCenter.Migrations.Errors;
using OpsCenter.Schema;

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
}
