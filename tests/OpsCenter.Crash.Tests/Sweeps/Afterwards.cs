using OpsCenter.Crash.Tests.Runs;
using OpsCenter.Crash.Tests.Scenes;
using OpsCenter.Migrations;

namespace OpsCenter.Crash.Tests.Sweeps;

/// <summary>What is run after a disturbance, and what must hold then.</summary>
internal static class Afterwards
{
    /// <summary>The same again comes to where an undisturbed run comes to.</summary>
    public static Func<TestDatabase, Baseline, Task> SameAgain(MigrationDirection direction) =>
        async (database, baseline) =>
        {
            (await Run.AttemptAsync(database.ConnectionString, direction)).ShouldBeNull();
            (await Images.DatabaseImage.TakeAsync(database)).ShouldEqual(baseline.After);
        };

    /// <summary>The rollback of an interrupted apply leaves V1, and of V2 no trace but the journal.</summary>
    public static async Task BackToV1Async(TestDatabase database, Baseline baseline)
    {
        (await Run.AttemptAsync(database.ConnectionString, MigrationDirection.Down)).ShouldBeNull();
        var image = await Images.DatabaseImage.TakeAsync(database);
        image.ShouldEqualExceptMetadata(baseline.Before);
        (
            await database.RowsAsync(
                """
                select oid::regclass from pg_class
                where relnamespace = to_regnamespace('opscenter') and relkind = 'r' and relname not in ('pair', 'journal', 'digest', 'known_whole')
                """
            )
        ).ShouldBeEmpty();
    }

    /// <summary>Apply after an interrupted rollback brings the schema back, and every value is in it or in an archive.</summary>
    public static async Task ForwardToV2Async(TestDatabase database, Baseline baseline)
    {
        (await Run.AttemptAsync(database.ConnectionString, MigrationDirection.Up)).ShouldBeNull();
        (
            await database.RowsAsync(
                """
                select c.oid::regclass::text from pg_class c
                where c.relnamespace = 'opscenter'::regnamespace and c.relname like 'capture%'
                union all
                select tgname from pg_trigger where tgname like 'opscenter_capture%'
                union all
                select indexrelid::regclass::text from pg_index where not indisvalid
                """
            )
        ).ShouldBeEmpty();
        (
            await database.ScalarAsync<long>(
                "select count(*) from opscenter.created_object where object_name::text ~ 'capture'"
            )
        ).ShouldBe(0);
        (await Images.DatabaseImage.TakeAsync(database))
            .SchemaLines.Where(line => !line.Contains("opscenter_archive"))
            .ShouldBe(baseline.Before.SchemaLines, ignoreOrder: true);
        await baseline.Kept.ShouldAllBeThereAsync(database);
    }
}
