using OpsCenter.Migrations;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Operations;
using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Online;

/// <summary>What is written to a big table after its values were copied, and before they are dropped.</summary>
public sealed class WrittenMeanwhileTests
{
    private const string Values =
        "select id::text, provider, source, cost_usd::text from {0} where source is not null order by 1";

    [Theory]
    [EachMajor]
    public async Task A_rollback_that_goes_on_much_later_has_copied_it_before_it_asks_for_the_lock(
        int major
    )
    {
        await using var database = await Databases.V2Async(major, BigTable.Usage + V2Use.Sql);
        await StopBeforeTheDropAsync(database);
        await database.ExecuteAsync(
            """
            insert into llm_usage_logs (user_id, source) select 'late ' || i, 's' || i % 7 from generate_series(1, 6000) as i;
            update llm_usage_logs set source = 'again' where user_id like 'late %1';
            delete from llm_usage_logs where user_id like 'late %2';
            update llm_usage_logs set source = null where user_id like 'late %3';
            """
        );
        var expected = await database.RowsAsync(Of("llm_usage_logs"));
        long? noted = null;
        var migrator = database.Migrator(
            new MigratorOptions
            {
                Progress = new Listener(message =>
                {
                    if (message.Contains("drop V2's part of public.llm_usage_logs"))
                    {
                        noted = Noted(database);
                    }
                }),
            }
        );

        var report = await migrator.RollbackAsync(Releases.V2);

        report.Outcome.ShouldBe(RollbackOutcome.RolledBack);
        noted.ShouldBe(0);
        await ShouldBeArchivedAsync(database, expected);
    }

    [Theory]
    [EachMajor]
    public async Task What_is_written_while_the_drop_waits_is_copied_before_it_has_the_lock(
        int major
    )
    {
        await using var database = await Databases.V2Async(major, BigTable.Usage + V2Use.Sql);
        await using var connection = await database.DataSource.OpenConnectionAsync();
        var units = await connection.RoundAsync(Script.Rollback);
        foreach (var unit in units.Skip(1).Take(4))
        {
            await connection.RunUnitAsync(unit);
        }

        await database.ExecuteAsync(
            "insert into llm_usage_logs (user_id, source) values ('u', 'late')"
        );
        var expected = await database.RowsAsync(Of("llm_usage_logs"));
        var capture = await database.ScalarAsync<string>(
            "select capture from opscenter.archive where state = 'copied'"
        );
        string[] drop =
        [
            .. units[5].GetProperty("statements").EnumerateArray().Select(s => s.GetString()!),
        ];
        var beforeTheLock = drop.TakeWhile(s =>
                !s.EndsWith("in access exclusive mode", StringComparison.Ordinal)
            )
            .ToArray();
        await connection.RunAsync("begin");
        foreach (var statement in beforeTheLock)
        {
            await connection.RunAsync(statement);
        }

        (await connection.ScalarAsync<long>($"select count(*) from opscenter.{capture}")).ShouldBe(
            0
        );
        foreach (var statement in drop[beforeTheLock.Length..])
        {
            await connection.RunAsync(statement);
        }

        await connection.RunAsync("commit");
        await ShouldBeArchivedAsync(database, expected);
    }

    [Theory]
    [EachMajor]
    public async Task What_is_committed_after_it_was_copied_again_is_not_lost(int major)
    {
        const string row =
            "where id = (select min(id::text)::uuid from llm_usage_logs where provider = 'openai')";
        await using var database = await Databases.V2Async(major, BigTable.Usage + V2Use.Sql);
        await using var connection = await database.DataSource.OpenConnectionAsync();
        await using var writer = await database.DataSource.OpenConnectionAsync();
        var units = await connection.RoundAsync(Script.Rollback);
        await connection.RunUnitAsync(units[1]);
        await connection.RunUnitAsync(units[2]);
        // The key is noted already when the writer notes it, and the note is taken away before the writer commits.
        await database.ExecuteAsync($"update llm_usage_logs set source = 'noted' {row}");
        await writer.RunAsync($"begin; update llm_usage_logs set source = 'last' {row}");
        await connection.RunUnitAsync(units[3]);
        await writer.RunAsync("commit");

        await database.Migrator().RollbackAsync(Releases.V2);

        await database.ShouldHaveRowsAsync("opscenter_archive.llm_usage_logs_1", 3);
        await database.ShouldHaveRowsAsync(
            "opscenter_archive.llm_usage_logs_1 where source = 'last'",
            1
        );
    }

    [Theory]
    [EachMajor]
    public async Task Under_traffic_the_archive_has_what_was_committed_last(int major)
    {
        await using var database = await Databases.V2Async(major, BigTable.Usage + V2Use.Sql);
        await using var connection = await database.DataSource.OpenConnectionAsync();
        var units = await connection.RoundAsync(Script.Rollback);
        await connection.RunUnitAsync(units[1]);
        using var ending = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 3).Select(w => WriteAsync(database, w, ending.Token));
        var writing = Task.WhenAll(writers);
        await connection.RunUnitAsync(units[2]);
        for (var time = 0; time < 20; time++)
        {
            await connection.RunUnitAsync(units[3]);
        }

        await ending.CancelAsync();
        await writing;
        var expected = await database.RowsAsync(Of("llm_usage_logs"));
        await database.Migrator().RollbackAsync(Releases.V2);

        await ShouldBeArchivedAsync(database, expected);
    }

    [Theory]
    [EachMajor]
    public async Task A_publication_of_all_tables_that_is_allowed_is_not_in_the_way(int major)
    {
        await using var database = await Databases.V2Async(
            major,
            BigTable.Usage + V2Use.Sql + "create publication everything for all tables;"
        );
        await database.RunSomeUnitsAsync(Script.Rollback, 3);
        await database.ExecuteAsync(
            "insert into llm_usage_logs (user_id, source) values ('u', 'late')"
        );
        var expected = await database.RowsAsync(Of("llm_usage_logs"));

        var options = new MigratorOptions { Allowed = new HashSet<string> { "publications" } };
        await database.Migrator(options).RollbackAsync(Releases.V2);

        await ShouldBeArchivedAsync(database, expected);
    }

    /// <summary>Writes row after row, each in three transactions that take their time, and never again.</summary>
    private static async Task WriteAsync(
        TestDatabase database,
        int writer,
        CancellationToken ending
    )
    {
        await using var connection = await database.DataSource.OpenConnectionAsync(
            CancellationToken.None
        );
        for (var row = 0; !ending.IsCancellationRequested; row++)
        {
            var id = $"{writer:x8}-0000-0000-0000-{row:x12}";
            var last = (row % 3) switch
            {
                0 => "delete from llm_usage_logs",
                1 => "update llm_usage_logs set source = null",
                _ => "update llm_usage_logs set source = 'third'",
            };
            foreach (
                var write in new[]
                {
                    $"insert into llm_usage_logs (id, user_id, source) values ('{id}', 'u', 'first')",
                    $"update llm_usage_logs set source = 'second' where id = '{id}'",
                    $"{last} where id = '{id}'",
                }
            )
            {
                await connection.RunAsync($"begin; {write}; select pg_sleep(0.002); commit");
            }
        }
    }

    private static async Task StopBeforeTheDropAsync(TestDatabase database)
    {
        await using var reader = await database.DataSource.OpenConnectionAsync();
        await reader.RunAsync("begin; select count(*) from llm_usage_logs");
        var error = await Should.ThrowAsync<LockTimeoutException>(() =>
            database
                .Migrator(
                    new MigratorOptions
                    {
                        LockTimeout = TimeSpan.FromMilliseconds(100),
                        LockDeadline = TimeSpan.FromSeconds(2),
                    }
                )
                .RollbackAsync(Releases.V2)
        );
        error.Message.ShouldContain("Left: drop V2's part of public.llm_usage_logs.");
        await reader.RunAsync("commit");
    }

    private static long Noted(TestDatabase database)
    {
        using var connection = database.DataSource.OpenConnection();
        using var find = connection.CreateCommand();
        find.CommandText = "select capture from opscenter.archive where state = 'copied'";
        using var count = connection.CreateCommand();
        count.CommandText = $"select count(*) from opscenter.{find.ExecuteScalar()}";
        return (long)count.ExecuteScalar()!;
    }

    private static string Of(string table) =>
        Values.Replace("{0}", table, StringComparison.Ordinal);

    private static async Task ShouldBeArchivedAsync(
        TestDatabase database,
        IReadOnlyList<IReadOnlyList<string?>> expected
    )
    {
        (await database.RowsAsync(Of("opscenter_archive.llm_usage_logs_1"))).ShouldBe(expected);
        (
            await database.ScalarAsync<long>(
                "select row_count from opscenter.archive where source_table = 'llm_usage_logs' and state = 'complete'"
            )
        ).ShouldBe(expected.Count);
    }

    private sealed class Listener(Action<string> hear) : IProgress<MigrationProgress>
    {
        public void Report(MigrationProgress value) => hear(value.Message);
    }
}
