using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Versions;

namespace OpsCenter.Migrations.Tests.VersionRuns;

/// <summary>A down script that overwrites rows in batches: what it overwrites is archived batch by batch.</summary>
public sealed class BatchRollbackTests
{
    private const string Rows =
        "create table visit (id int primary key, state text); insert into visit select i, case when i % 2 = 0 then 'old ' || i end from generate_series(1, 25) i";

    private const string Up =
        "-- opscenter: changes public.visit.state\n-- opscenter: batch 10 by id\nupdate visit set state = 'open' where state is null;";

    private const string Down =
        "-- opscenter: batch 10 by id\nupdate visit set state = null where state in ('open', 'closed');";

    private const string States =
        "select string_agg(id || coalesce(state, '-'), ',' order by id) from visit";

    [Theory, EachMajor]
    public async Task What_is_overwritten_is_in_one_archive(int major)
    {
        await using var test = await AppliedAsync(major);
        await test.ExecuteAsync("update visit set state = 'closed' where id in (1, 2, 13)");

        var report = await test.Migrator().RollbackAsync();

        var archived = report.Steps.Single().Archived.Single();
        archived.Rows.ShouldBe(14);
        archived.What.ShouldStartWith("14 rows of public.visit");
        report.Steps.Single().Effects.Batches.Single().Batches.ShouldBe(3);
        (await test.ScalarAsync<long>("select count(*) from visit where state is null")).ShouldBe(
            14
        );
        await test.Migrator().ApplyAsync();
        (await test.Migrator().RestoreArchiveAsync())
            .Single()
            .Kept.ShouldBe(3, "the script filled them in again");
        (
            await test.ScalarAsync<string>(
                $"select string_agg(id::text, ',' order by id) from {archived.Table} where state = 'closed'"
            )
        ).ShouldBe("1,2,13");
    }

    [Fact]
    public async Task What_is_overwritten_comes_back()
    {
        await using var test = await AppliedAsync();
        var before = await test.ScalarAsync<string>(States);
        await test.Migrator().RollbackAsync();
        await test.ExecuteAsync("update visit set state = 'mine' where id = 3");
        await test.ExecuteAsync("create rule off as on update to visit do instead nothing");
        await test.Migrator().ApplyAsync();
        await test.ExecuteAsync("drop rule off on visit");

        var restored = await test.Migrator().RestoreArchiveAsync();

        (restored.Single().Restored, restored.Single().Kept).ShouldBe((12, 1));
        (await test.ScalarAsync<string>(States)).ShouldBe(
            before.Replace("3open,4", "3mine,4", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_rollback_that_failed_resumes_and_has_one_archive()
    {
        await using var test = await AppliedAsync();
        await test.ExecuteAsync(
            "create function stop() returns trigger language plpgsql as 'begin raise exception using message = ''stop''; end'; "
                + "create trigger stop before update on visit for each row when (old.id = 21) execute function stop()"
        );
        await Should.ThrowAsync<ScriptFailedException>(() => test.Migrator().RollbackAsync());
        var half = (await test.Migrator().StatusAsync()).Versions.Single();
        (half.State, half.Entry!.Batch!.Batches).ShouldBe((VersionState.RollingBack, 2));
        await test.ExecuteAsync("drop trigger stop on visit");

        var report = await test.Migrator().RollbackAsync();

        report.Steps.Single().Archived.Single().Rows.ShouldBe(13);
        (await test.Migrator().StatusAsync()).Archives.Count.ShouldBe(1);
        (
            await test.ScalarAsync<long>(
                "select count(*) from pg_tables where schemaname = 'opscenter_migrations_archive'"
            )
        ).ShouldBe(1);
    }

    [Fact]
    public async Task Archives_of_two_rollbacks_stay_apart()
    {
        await using var test = await AppliedAsync();
        await test.Migrator().RollbackAsync();
        await test.Migrator().ApplyAsync();

        await test.Migrator().RollbackAsync();

        (await test.Migrator().StatusAsync()).Archives.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_half_applied_one_is_rolled_back_from_its_first_batch()
    {
        await using var test = await FolderCase.CreateAsync();
        await test.ExecuteAsync(Rows);
        test.With(
            "1_state",
            Up.Replace("'open'", "'open' || 1 / (21 - id)", StringComparison.Ordinal),
            Down.Replace("in ('open', 'closed')", "like 'open%'", StringComparison.Ordinal)
        );
        await Should.ThrowAsync<ScriptFailedException>(() => test.Migrator().ApplyAsync());

        var report = await test.Migrator().RollbackAsync();

        report.Steps.Single().Effects.Batches.Single().Batches.ShouldBe(3);
        report.Steps.Single().Archived.Single().Rows.ShouldBe(10);
        (
            await test.ScalarAsync<long>("select count(*) from opscenter_migrations.version")
        ).ShouldBe(0);
    }

    [Fact]
    public async Task Rows_that_a_trigger_changes_beside_the_batch_are_not_lost()
    {
        await using var test = await AppliedAsync();
        await test.ExecuteAsync(
            "create function follow() returns trigger language plpgsql as 'begin update visit set state = ''followed'' where id = 26 - new.id; return null; end'; "
                + "create trigger follow after update on visit for each row when (old.id < 3) execute function follow()"
        );
        var before = await test.ScalarAsync<string>(States);

        (
            await Should.ThrowAsync<MigrationRefusedException>(() =>
                test.Migrator().RollbackAsync()
            )
        ).Message.ShouldContain(
            "changed 6 rows of public.visit in a batch, and of these 5 are in it"
        );

        (await test.ScalarAsync<string>(States)).ShouldBe(before);
    }

    [Fact]
    public async Task Rows_that_are_deleted_in_batches_come_back()
    {
        await using var test = await AppliedAsync(
            down: "-- opscenter: batch 10 by id\ndelete from visit v where state = 'open'"
        );
        var before = await test.ScalarAsync<string>(States);

        var report = await test.Migrator().RollbackAsync();
        await test.Migrator().ApplyAsync();
        await test.Migrator().RestoreArchiveAsync();

        report.Steps.Single().Archived.Single().Rows.ShouldBe(13);
        (await test.ScalarAsync<string>(States)).ShouldBe(before);
    }

    private static async Task<FolderCase> AppliedAsync(int? major = null, string down = Down)
    {
        var test = await FolderCase.CreateAsync(major);
        await test.ExecuteAsync(Rows);
        await test.With("1_state", Up, down).Migrator().ApplyAsync();
        return test;
    }
}
