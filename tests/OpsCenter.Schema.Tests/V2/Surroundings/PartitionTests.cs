using OpsCenter.Migrations;
using OpsCenter.Migrations.Preservation;
using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Surroundings;

/// <summary>llm_usage_logs is partitioned by time, as large installations have it.</summary>
public sealed class PartitionTests
{
    private const string Partitioned = """
        alter table llm_usage_logs rename to old_logs;
        alter table old_logs rename constraint llm_usage_logs_pkey to old_logs_pkey;
        create table llm_usage_logs (like old_logs including defaults, primary key (id, created_at)) partition by range (created_at);
        create table logs_early partition of llm_usage_logs for values from (minvalue) to ('2026-01-01');
        create table logs_late partition of llm_usage_logs for values from ('2026-01-01') to (maxvalue) partition by range (created_at);
        create table logs_late_ok partition of logs_late for values from ('2026-01-01') to ('2031-01-01');
        insert into llm_usage_logs select * from old_logs where created_at < '2031-01-01';
        """;

    [Theory]
    [EachMajor]
    public async Task Partitions_get_columns_keys_and_indexes_and_give_them_back(int major)
    {
        await using var database = await Databases.V1Async(major, Partitioned);
        var before = await DatabaseState.TakeAsync(database);

        (await database.UpAsync()).ShouldSucceed();
        await database.ShouldHaveColumnAsync("logs_late_ok", "server_id", "uuid");
        (await database.UpAsync()).ShouldSay("already in place");
        (await database.RollBackAsync()).ShouldSucceed();

        await before.ShouldBeUnchangedAsync();
    }

    [Theory]
    [EachMajor]
    public async Task Values_in_partitions_are_archived_with_their_keys(int major)
    {
        await using var database = await Databases.V1Async(major, Partitioned);
        var before = await DatabaseState.TakeAsync(database);
        (await database.UpAsync()).ShouldSucceed();
        await database.ExecuteAsync(
            V2Use.Sql
                + "create table logs_2031 partition of logs_late for values from ('2031-01-01') to ('2032-01-01')"
        );

        (await database.RollBackAsync()).ShouldSay("opscenter_archive.llm_usage_logs_1 (3 rows)");

        await database.ShouldHaveColumnAsync("opscenter_archive.llm_usage_logs_1", "created_at");
        await database.ExecuteAsync("drop table logs_2031");
        await before.ShouldBeRestoredAsync();
    }

    [Theory]
    [EachMajor]
    public async Task An_online_rollback_that_stopped_after_any_unit_is_finished(int major)
    {
        for (var done = 1; done < 6; done++)
        {
            await using var database = await Databases.V1Async(major, Partitioned + BigTable.Usage);
            var before = await DatabaseState.TakeAsync(database);
            (await database.UpAsync()).ShouldSucceed();
            await database.ExecuteAsync(V2Use.Sql);
            await database.RunSomeUnitsAsync(Script.Rollback, done);

            if (done % 2 == 0)
            {
                (await database.RollBackAsync()).ShouldSucceed();
            }
            else
            {
                await Migrator(database).RollbackAsync(Releases.V2);
            }

            await database.ShouldHaveRowsAsync("opscenter_archive.llm_usage_logs_1", 3);
            await before.ShouldBeRestoredAsync();
        }
    }

    [Theory]
    [EachMajor]
    public async Task An_index_of_a_partition_s_own_is_not_lost_by_up_and_down(int major)
    {
        await using var database = await Databases.V1Async(
            major,
            Partitioned
                + "alter table llm_usage_logs add provider varchar(50); create index own on logs_late_ok (provider) where provider is not null"
        );
        var before = await DatabaseState.TakeAsync(database);

        await database.UpAsync();
        (await database.RollBackAsync()).ShouldSucceed();

        await before.ShouldBeUnchangedAsync();
    }

    [Theory]
    [EachMajor]
    public async Task The_service_goes_there_and_back_and_forth_and_proves_it(int major)
    {
        await using var database = await Databases.V1Async(major, Partitioned);
        var before = await DatabaseState.TakeAsync(database);
        var migrator = Migrator(database);

        ShouldBeProved((await migrator.ApplyAsync(Releases.V2)).Preservation);
        await database.ExecuteAsync(V2Use.Sql);
        var used = await UsedState.TakeAsync(database, "public");
        (await migrator.VerifyAsync(Releases.V2)).IsVerified.ShouldBeTrue();
        ShouldBeProved((await migrator.RollbackAsync(Releases.V2)).Preservation);
        await before.ShouldBeRestoredAsync();
        await migrator.ApplyAsync(Releases.V2);
        await migrator.RestoreArchiveAsync(Releases.V2);

        await used.ShouldBeBackAsync();
    }

    [Fact]
    public async Task An_index_that_others_put_on_a_partition_s_new_column_is_named()
    {
        await using var database = await Databases.V1Async(TestMajors.Newest, Partitioned);
        (await database.UpAsync()).ShouldSucceed();
        await database.ExecuteAsync("create index own on logs_late_ok (provider, user_id)");

        await database.ShouldRefuseRollbackAsync("own");
    }

    private static Migrator Migrator(TestDatabase database) =>
        database.Migrator(
            new MigratorOptions { Allowed = new HashSet<string> { "partitioned-tables" } }
        );

    private static void ShouldBeProved(PreservationReport? report) =>
        report
            .ShouldNotBeNull()
            .Findings.ShouldAllBe(finding => finding.Verdict == PreservationVerdict.Unchanged);
}
