using OpsCenter.Crash.Tests.Images;
using OpsCenter.Crash.Tests.Runs;
using OpsCenter.Crash.Tests.Scenes;
using OpsCenter.Migrations;
using OpsCenter.Testing;

namespace OpsCenter.Crash.Tests;

/// <summary>V1 and V2 go on writing while V2 is rolled back online.</summary>
public sealed class WriterTests
{
    [Theory]
    [EachMajor]
    public async Task The_archive_has_what_was_committed_last_before_the_columns_went(int major)
    {
        await using var database = await TestServer
            .For(major)
            .CreateDatabaseAsync(Scene.RollbackCaptured.Template);
        var writer = new V2Writer(database);
        await using var proxy = new PostgresProxy(database.ConnectionString)
        {
            Before = _ => writer.WriteAsync(),
        };

        (await Run.AttemptAsync(proxy.ConnectionString, MigrationDirection.Down)).ShouldBeNull();

        writer.V2Writes.ShouldBeGreaterThan(20);
        await ShouldBeArchivedAsync(database, writer);
        (
            await database.ScalarAsync<long>(
                "select count(*) from llm_usage_logs where user_id = 'v1 of now'"
            )
        ).ShouldBe(writer.V1Rows);
        writer.V1Rows.ShouldBeGreaterThan(writer.V2Writes);
    }

    [Theory]
    [InlineData("insert into opscenter_archive.llm_usage_logs", "before it is copied")]
    [InlineData("lock table only public.llm_usage_logs in share update", "before it is dropped")]
    public async Task A_truncated_table_leaves_what_came_after(string statement, string when)
    {
        await using var database = await TestServer
            .For(TestMajors.Newest)
            .CreateDatabaseAsync(Scene.RollbackCaptured.Template);
        var writer = new V2Writer(database);
        await using var proxy = new PostgresProxy(database.ConnectionString);
        proxy.Before = async boundary =>
        {
            if (boundary.Text.Contains(statement))
            {
                await writer.WriteV2Async("truncate llm_usage_logs");
                await writer.WriteAsync();
            }
        };

        (await Run.AttemptAsync(proxy.ConnectionString, MigrationDirection.Down)).ShouldBeNull();

        writer.V2Writes.ShouldBeGreaterThan(1, when);
        await ShouldBeArchivedAsync(database, writer);
    }

    private static async Task ShouldBeArchivedAsync(TestDatabase database, V2Writer writer)
    {
        var archived = await database.RowsAsync(
            "select row(a.*)::text from opscenter_archive.llm_usage_logs_1 as a"
        );
        DatabaseImage
            .Difference(writer.LastCommitted, archived.Select(row => row[0]!))
            .ShouldBeEmpty();
        (
            await database.ScalarAsync<long>(
                "select row_count from opscenter.archive where source_table = 'llm_usage_logs' and state = 'complete'"
            )
        ).ShouldBe(writer.LastCommitted.Count);
        (
            await database.ScalarAsync<long>(
                "select count(*) from pg_class where relnamespace = 'opscenter'::regnamespace and relname like 'capture%'"
            )
        ).ShouldBe(0);
    }
}
