using Npgsql;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Versions;

namespace OpsCenter.Migrations.Tests.VersionRuns;

/// <summary>A restore of archives brings everything back, or says what it left and keeps the archive.</summary>
public sealed class RestoreTests
{
    [Fact]
    public async Task Values_of_a_column_come_after_the_rows_of_its_table()
    {
        await using var test = await FolderCase.CreateAsync();
        test.With("1_t", "create table t (id int primary key);", "drop table t;")
            .With("2_v", "alter table t add v text;", "alter table t drop v;")
            .With(
                "3_c",
                "create table c (id int primary key, t_id int references t (id));",
                "drop table c;"
            );
        await test.Migrator().ApplyAsync();
        await test.ExecuteAsync(
            "insert into t values (1, 'precious'), (2, 'more'); insert into c values (10, 1)"
        );

        await test.Migrator(new FolderOptions { To = "0" }).RollbackAsync();
        await test.Migrator().ApplyAsync();
        await test.Migrator().RestoreArchiveAsync();

        (
            await test.ScalarAsync<string>("select string_agg(t::text, ';' order by id) from t")
        ).ShouldBe("(1,precious);(2,more)");
        (await test.ScalarAsync<long>("select count(*) from c")).ShouldBe(1);
    }

    [Fact]
    public async Task A_table_that_is_locked_for_a_while_is_waited_for()
    {
        await using var test = await FolderCase.CreateAsync();
        test.With("1_t", "create table t (id int primary key);", "drop table t;");
        await test.Migrator().ApplyAsync();
        await test.ExecuteAsync("insert into t values (1)");
        await test.Migrator().RollbackAsync();
        await test.Migrator().ApplyAsync();
        await using var holder = await test.Database.DataSource.OpenConnectionAsync();
        await using (var take = new NpgsqlCommand("begin; lock table t in exclusive mode", holder))
        {
            await take.ExecuteNonQueryAsync();
        }

        var restore = test.Migrator().RestoreArchiveAsync();
        await Task.Delay(TimeSpan.FromSeconds(3));
        restore.IsCompleted.ShouldBeFalse();
        await using (var give = new NpgsqlCommand("rollback", holder))
        {
            await give.ExecuteNonQueryAsync();
        }

        (await restore).ShouldHaveSingleItem().Restored.ShouldBe(1);
    }

    /// <summary>The newer archive has the column whose values only the older one brings back.</summary>
    [Fact]
    public async Task Values_that_two_archives_have_are_no_difference()
    {
        await using var test = await FolderCase.CreateAsync();
        test.With("1_t", "create table t (id int primary key, status text);", "drop table t;")
            .With(
                "2_note",
                "-- opscenter: changes public.t.status\nalter table t add note text; update t set status = 'open' where status is null;",
                "-- opscenter: changes public.t.status\nalter table t drop note; update t set status = null where status = 'open';"
            );
        await test.Migrator().ApplyAsync();
        await test.ExecuteAsync(
            "insert into t select n, 'open', 'note ' || n from generate_series(1, 5) n"
        );
        await test.Migrator().RollbackAsync();
        await test.Migrator().ApplyAsync();

        var restored = await test.Migrator().RestoreArchiveAsync();

        restored.ShouldAllBe(data => data.Kept == 0 && data.Obstacle == null);
        (
            await test.ScalarAsync<string>(
                "select string_agg(status || ' ' || note, ', ' order by id) from t where id < 3"
            )
        ).ShouldBe("open note 1, open note 2");
        (await test.Migrator().RestoreArchiveAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_value_that_was_taken_from_a_column_with_a_default_is_none_again()
    {
        await using var test = await FolderCase.CreateAsync();
        test.With(
            "1_status",
            "alter table reader add status text default 'new';",
            "alter table reader drop status;"
        );
        await test.Migrator().ApplyAsync();
        await test.ExecuteAsync("update reader set status = null where id = 2");

        await test.Migrator().RollbackAsync();
        await test.Migrator().ApplyAsync();
        await test.Migrator().RestoreArchiveAsync();

        (
            await test.ScalarAsync<string>(
                "select string_agg(coalesce(status, '-'), ' ' order by id) from reader"
            )
        ).ShouldBe("new - new");
    }

    [Fact]
    public async Task A_table_that_somebody_made_in_the_place_of_a_recorded_one_is_not_dropped()
    {
        await using var test = await FolderCase.CreateAsync();
        test.With("1_a", "create table a ();").With("2_t", "create table t (id int primary key);");
        await test.Migrator().ApplyAsync();
        await test.ExecuteAsync("drop table t; create table t (id int primary key, mine text)");

        var refusal = await Should.ThrowAsync<VersionConflictException>(() =>
            test.Migrator().RollbackAsync()
        );

        refusal.Message.ShouldContain("is another one by now");
        (await test.ScalarAsync<bool>("select to_regclass('t') is not null")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_table_that_somebody_made_in_the_place_of_the_only_recorded_one_is_not_dropped()
    {
        await using var test = await FolderCase.CreateAsync();
        test.With("1_t", "create table t (id int primary key);");
        await test.Migrator().ApplyAsync();
        await test.ExecuteAsync("drop table t; create table t (id int primary key)");

        var refusal = await Should.ThrowAsync<VersionConflictException>(() =>
            test.Migrator().RollbackAsync()
        );

        refusal.Message.ShouldContain("is another one by now");
        (await test.ScalarAsync<bool>("select to_regclass('t') is not null")).ShouldBeTrue();
    }

    [Fact]
    public async Task Rows_that_the_script_inserts_again_under_another_number_are_counted()
    {
        await using var test = await FolderCase.CreateAsync();
        test.With(
                "1_code",
                "create table code (id bigint generated always as identity primary key, name text);",
                "drop table code;"
            )
            .With(
                "2_seed",
                "insert into code (name) values ('DE'), ('FR'), ('PT');",
                "delete from code where name in ('DE', 'FR', 'PT');"
            );
        await test.Migrator().ApplyAsync();
        await test.ExecuteAsync("update code set name = 'PT' where name = 'FR'");
        await test.Migrator().RollbackAsync();
        await test.Migrator().ApplyAsync();
        // Another's row, and one that somebody wrote since.
        await test.ExecuteAsync(
            "insert into code (name) values ('DE'); update code set name = name where name = 'PT'"
        );

        var restored = (await test.Migrator().RestoreArchiveAsync()).Single();

        (restored.Restored, restored.Doubled).ShouldBe((3, 1));
    }

    [Fact]
    public async Task An_archive_stays_open_while_rows_hold_other_values()
    {
        await using var test = await FolderCase.CreateAsync();
        test.With(
            "1_status",
            "alter table reader add status text;",
            "alter table reader drop status;"
        );
        await test.Migrator().ApplyAsync();
        await test.ExecuteAsync("update reader set status = 'paid'");
        await test.Migrator().RollbackAsync();
        await test.Migrator().ApplyAsync();
        await test.ExecuteAsync("update reader set status = 'open' where id = 2");

        var first = (await test.Migrator().RestoreArchiveAsync()).Single();
        var listed = (await test.Migrator().StatusAsync()).Archives;
        var kept = await test.Migrator(new FolderOptions { KeepExisting = true })
            .RestoreArchiveAsync();

        (first.Restored, first.Kept).ShouldBe((2, 1));
        listed.ShouldHaveSingleItem();
        kept.Single().Kept.ShouldBe(1);
        (await test.Migrator().StatusAsync()).Archives.ShouldBeEmpty();
        (
            await test.ScalarAsync<string>("select string_agg(status, ',' order by id) from reader")
        ).ShouldBe("paid,open,paid");
    }

    [Fact]
    public async Task A_plan_of_a_restore_changes_nothing()
    {
        await using var test = await FolderCase.CreateAsync();
        test.With("1_t", "create table t (id int primary key);", "drop table t;");
        await test.Migrator().ApplyAsync();
        await test.ExecuteAsync("insert into t values (1)");
        await test.Migrator().RollbackAsync();
        await test.Migrator().ApplyAsync();

        var planned = await test.Migrator(new FolderOptions { RestorePlanOnly = true })
            .RestoreArchiveAsync();

        planned.Single().Restored.ShouldBe(1);
        (await test.ScalarAsync<long>("select count(*) from t")).ShouldBe(0);
        (await test.Migrator().RestoreArchiveAsync()).Single().Restored.ShouldBe(1);
    }

    [Fact]
    public async Task An_archive_can_be_named()
    {
        await using var test = await FolderCase.CreateAsync();
        test.With(
            "1_t",
            "create table t (id int primary key); create table u (id int primary key);",
            "drop table t, u;"
        );
        await test.Migrator().ApplyAsync();
        await test.ExecuteAsync("insert into t values (1); insert into u values (1)");
        await test.Migrator().RollbackAsync();
        await test.Migrator().ApplyAsync();

        (await test.Migrator(new FolderOptions { Archive = 2 }).RestoreArchiveAsync())
            .Single()
            .Id.ShouldBe(2);
        await Should.ThrowAsync<InvalidOptionException>(() =>
            test.Migrator(new FolderOptions { Archive = 7 }).RestoreArchiveAsync()
        );
    }
}
