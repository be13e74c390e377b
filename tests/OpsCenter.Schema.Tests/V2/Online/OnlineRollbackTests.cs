using OpsCenter.Migrations;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Operations;
using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Online;

/// <summary>A rollback of a table that is too big to be copied while everybody is kept out of it.</summary>
public sealed class OnlineRollbackTests
{
    private static Task<TestDatabase> UsedAsync(int major) =>
        Databases.V2Async(major, BigTable.Usage + V2Use.Sql);

    [Theory]
    [EachMajor]
    public async Task It_leaves_V1_as_it_was_and_everything_else_in_the_archive(int major)
    {
        await using var plain = await UsedAsync(major);
        await using var online = await UsedAsync(major);
        var written = await WrittenAsync(online);

        (await plain.RollBackAsync()).ShouldSucceed();
        var report = await online.Migrator().RollbackAsync(Releases.V2);

        report.Outcome.ShouldBe(RollbackOutcome.RolledBack);
        report.IsPreserved.ShouldBeTrue();
        (await ArchivedAsync(online)).ShouldBe(written);
        (await SchemaSnapshot.TakeAsync(online, "public")).ShouldEqual(
            await SchemaSnapshot.TakeAsync(plain, "public")
        );
        await ShouldHaveNoTraceOfCaptureAsync(online);
    }

    [Theory]
    [EachMajor]
    public async Task Psql_does_it_too(int major)
    {
        await using var database = await UsedAsync(major);
        var written = await WrittenAsync(database);

        var said = await database.RunOnlineByPsqlAsync(Script.Rollback);

        said.ShouldContain("vacuum what was noted of public.llm_usage_logs");
        (await ArchivedAsync(database)).ShouldBe(written);
        await ShouldHaveNoTraceOfCaptureAsync(database);
    }

    [Theory]
    [EachMajor]
    public async Task What_is_written_while_values_are_copied_is_archived_as_it_was_last(int major)
    {
        await using var database = await UsedAsync(major);
        await using var connection = await database.DataSource.OpenConnectionAsync();
        var units = await connection.RoundAsync(Script.Rollback);
        units.Count.ShouldBe(6); // llm_providers; note, copy, copy again, vacuum and drop for llm_usage_logs
        await connection.RunUnitAsync(units[1]);
        await database.ExecuteAsync(
            "insert into llm_usage_logs (user_id, source) values ('between', 'noted before the copy')"
        );
        await connection.RunUnitAsync(units[2]);

        await database.ExecuteAsync(
            """
            insert into llm_usage_logs (user_id, source) values ('late', 'new'), ('v1', null);
            update llm_usage_logs set source = 'changed' where user_id = 'between';
            update llm_usage_logs set provider = null, server_id = null, deployment_id = null, source = null, cost_usd = null
            where id = (select min(id::text)::uuid from llm_usage_logs where provider = 'openai');
            delete from llm_usage_logs where id = (select max(id::text)::uuid from llm_usage_logs where provider = 'openai');
            update llm_usage_logs set id = '11111111-1111-1111-1111-111111111111' where provider = 'openai';
            """
        );
        var expected = await database.RowsAsync(
            """
            select id::text, provider, source, cost_usd::text from llm_usage_logs
            where provider is not null or source is not null or cost_usd is not null order by 1
            """
        );
        await database.Migrator().RollbackAsync(Releases.V2);

        expected.Count.ShouldBe(3);
        (
            await database.RowsAsync(
                "select id::text, provider, source, cost_usd::text from opscenter_archive.llm_usage_logs_1 order by 1"
            )
        ).ShouldBe(expected);
        (
            await database.ScalarAsync<long>(
                "select row_count from opscenter.archive where source_table = 'llm_usage_logs'"
            )
        ).ShouldBe(3);
        await ShouldHaveNoTraceOfCaptureAsync(database);
    }

    [Theory]
    [EachMajor]
    public async Task Rows_that_a_role_without_rights_on_the_books_writes_are_noted(int major)
    {
        await using var role = await TestRole.CreateAsync(major);
        await using var database = await UsedAsync(major);
        await database.ExecuteAsync($"grant insert on llm_usage_logs to {role.Name}");
        await database.RunSomeUnitsAsync(Script.Rollback, 3);

        await database.ExecuteAsync(
            $"set role {role.Name}; insert into llm_usage_logs (user_id, source) values ('u', 'theirs'); reset role"
        );
        await database.Migrator().RollbackAsync(Releases.V2);

        await database.ShouldHaveRowsAsync(
            "opscenter_archive.llm_usage_logs_1 where source = 'theirs'",
            1
        );
    }

    [Theory]
    [EachMajor]
    public async Task After_any_unit_a_single_statement_finishes_it(int major)
    {
        for (var done = 0; done < 7; done++)
        {
            await using var database = await UsedAsync(major);
            var written = await WrittenAsync(database);
            await database.RunSomeUnitsAsync(Script.Rollback, done);

            (await database.RollBackAsync()).ShouldSucceed();

            (await ArchivedAsync(database)).ShouldBe(written);
            await ShouldHaveNoTraceOfCaptureAsync(database);
        }
    }

    [Theory]
    [EachMajor]
    public async Task After_any_unit_apply_brings_the_schema_back_and_no_value_is_lost(int major)
    {
        for (var done = 1; done < 6; done++)
        {
            await using var database = await UsedAsync(major);
            var schema = await SchemaSnapshot.TakeAsync(database, "public");
            await database.RunSomeUnitsAsync(Script.Rollback, done);

            var report = await database.Migrator().ApplyAsync(Releases.V2);

            report.Outcome.ShouldBe(ApplyOutcome.Completed);
            (await SchemaSnapshot.TakeAsync(database, "public")).ShouldEqual(schema);
            var archived = await database.ScalarAsync<bool>(
                "select to_regclass('opscenter_archive.llm_usage_logs_1') is not null"
            );
            await database.ShouldHaveRowsAsync(
                archived
                    ? "opscenter_archive.llm_usage_logs_1"
                    : "llm_usage_logs where provider is not null",
                3
            );
            await ShouldHaveNoTraceOfCaptureAsync(database);
        }
    }

    [Theory]
    [EachMajor]
    public async Task Only_discard_with_the_databases_name_keeps_nothing(int major)
    {
        await using var database = await UsedAsync(major);
        var before = await DatabaseState.TakeAsync(database);

        await Should.ThrowAsync<MigrationRefusedException>(() =>
            database
                .Migrator(new MigratorOptions { Discard = "another" })
                .RollbackAsync(Releases.V2)
        );
        await before.ShouldBeUnchangedAsync();

        var report = await database
            .Migrator(new MigratorOptions { Discard = database.Name })
            .RollbackAsync(Releases.V2);

        string[] discarded =
        [
            .. report
                .Steps.Select(step => step.Message)
                .Where(message => message.EndsWith("were discarded", StringComparison.Ordinal)),
        ];
        discarded.ShouldContain(message =>
            message.StartsWith(
                "values of 3 rows of public.llm_usage_logs (provider, ",
                StringComparison.Ordinal
            )
        );
        discarded.ShouldContain("2 rows of public.model_servers were discarded");
        await database.ShouldNotHaveSchemaAsync("opscenter_archive");
        await database.ShouldNotHaveTableAsync("model_servers");
    }

    private static async Task ShouldHaveNoTraceOfCaptureAsync(TestDatabase database)
    {
        (
            await database.ScalarAsync<long>(
                """
                select (select count(*) from pg_trigger where tgname like 'opscenter_capture%')
                    + (select count(*) from pg_class where relname like 'capture\_%')
                    + (select count(*) from pg_proc where proname like 'capture\_%')
                """
            )
        ).ShouldBe(0);
        if (await database.ScalarAsync<bool>("select to_regclass('opscenter.archive') is not null"))
        {
            await database.ShouldHaveRowsAsync("opscenter.archive where state <> 'complete'", 0);
        }
    }

    /// <summary>Every row of V2's tables and every row with values in V2's columns.</summary>
    private static async Task<IReadOnlyList<string>> WrittenAsync(TestDatabase database)
    {
        var rows = new List<string>();
        foreach (
            var (table, columns, where) in new[]
            {
                ("llm_providers", "id, base_url, metadata, created_by", "base_url is not null"),
                (
                    "llm_usage_logs",
                    "id, provider, server_id, deployment_id, source, cost_usd",
                    "source is not null"
                ),
                ("model_servers", "*", "true"),
                ("installed_models", "*", "true"),
                ("model_deployments", "*", "true"),
                ("model_permissions", "*", "true"),
                ("tier_model_rules", "*", "true"),
                ("model_pricing", "*", "true"),
                ("daily_cost_summary", "*", "true"),
                ("audit_log", "*", "true"),
            }
        )
        {
            rows.AddRange(
                await TextAsync(
                    database,
                    table,
                    $"(select {columns} from {table} where {where}) as t"
                )
            );
        }

        return rows;
    }

    /// <summary>The same, from the archive that the book lists, each with the number of rows that the book tells.</summary>
    private static async Task<IReadOnlyList<string>> ArchivedAsync(TestDatabase database)
    {
        var book = await database.RowsAsync(
            """
            select source_table, format('%I.%I', archive_schema, archive_table), row_count::text
            from opscenter.archive
            where state = 'complete'
            order by array_position(array['llm_providers', 'llm_usage_logs', 'model_servers', 'installed_models', 'model_deployments',
                'model_permissions', 'tier_model_rules', 'model_pricing', 'daily_cost_summary', 'audit_log'], source_table::text)
            """
        );
        var rows = new List<string>();
        foreach (var entry in book)
        {
            var found = await TextAsync(database, entry[0]!, $"{entry[1]} as t");
            found
                .Count.ToString(System.Globalization.CultureInfo.InvariantCulture)
                .ShouldBe(entry[2]);
            rows.AddRange(found);
        }

        return rows;
    }

    private static async Task<IReadOnlyList<string>> TextAsync(
        TestDatabase database,
        string table,
        string from
    ) =>
        [
            .. (await database.RowsAsync($"select t::text from {from} order by 1")).Select(row =>
                $"{table}: {row[0]}"
            ),
        ];
}
