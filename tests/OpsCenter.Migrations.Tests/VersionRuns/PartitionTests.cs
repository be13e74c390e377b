using OpsCenter.Migrations.Errors;

namespace OpsCenter.Migrations.Tests.VersionRuns;

/// <summary>A row that a down script moves between partitions is one row, not one that is lost and one that is new.</summary>
public sealed class PartitionTests
{
    private const string Keyed =
        "create table part (id int, region text, note text, primary key (id, region)) partition by list (region); "
        + "create table part_a partition of part for values in ('a')";

    private const string Keyless =
        "create table part (id int, region text, note text) partition by list (region); "
        + "create table part_a partition of part for values in ('a')";

    private const string Add = "create table part_b partition of part for values in ('b');";

    private const string Merge =
        "update part set region = 'a' where region = 'b';\ndrop table part_b;";

    [Theory, EachMajor]
    public async Task Rows_of_a_partition_that_is_merged_into_another_come_back_once(int major)
    {
        await using var test = await FolderCase.CreateAsync(major);
        await ApplyAsync(test, Keyed, Merge);

        await ThereAndBackAsync(test);

        (await RowsAsync(test)).ShouldBe("1 a x,2 b y,3 b z");
        (await test.Migrator().StatusAsync()).Archives.ShouldBeEmpty();
    }

    [Fact]
    public async Task Rows_that_move_and_whose_partition_stays_come_back_once()
    {
        await using var test = await FolderCase.CreateAsync();
        await test.ExecuteAsync($"{Keyed}; {Add}");
        test.With("1_x", "create table x ();", $"drop table x;\n{Merge.Split(';')[0]};");
        await test.Migrator().ApplyAsync();
        await FillAsync(test);

        await ThereAndBackAsync(test);

        (await RowsAsync(test)).ShouldBe("1 a x,2 b y,3 b z");
    }

    [Fact]
    public async Task A_moved_row_that_was_written_since_keeps_that_and_goes_back()
    {
        await using var test = await FolderCase.CreateAsync();
        await ApplyAsync(test, Keyed, Merge);
        await test.Migrator().RollbackAsync();
        await test.ExecuteAsync(
            "update part set note = 'mine' where id = 2; delete from part where id = 3"
        );
        await test.Migrator().ApplyAsync();

        await test.Migrator().RestoreArchiveAsync();

        (await RowsAsync(test)).ShouldBe("1 a x,2 b mine");
    }

    [Fact]
    public async Task Triggers_of_partitions_do_not_run_while_rows_go_back()
    {
        await using var test = await FolderCase.CreateAsync();
        await test.ExecuteAsync(
            $"{Keyed}; create function stop() returns trigger language plpgsql as 'begin return null; end'; "
                + "create trigger stop before delete on part_a for each row execute function stop()"
        );
        test.With("1_b", Add, Merge);
        await test.Migrator().ApplyAsync();
        await FillAsync(test);

        await ThereAndBackAsync(test);

        (await RowsAsync(test)).ShouldBe("1 a x,2 b y,3 b z");
        (
            await test.ScalarAsync<string>(
                "select tgenabled::text from pg_trigger where tgname = 'stop'"
            )
        ).ShouldBe("O");
    }

    [Fact]
    public async Task Without_a_key_that_is_refused()
    {
        await using var test = await FolderCase.CreateAsync();
        await ApplyAsync(test, Keyless, Merge);

        (
            await Should.ThrowAsync<MigrationRefusedException>(() =>
                test.Migrator().RollbackAsync()
            )
        ).Message.ShouldContain("no key tells whether they are the same ones");
        (await RowsAsync(test)).ShouldBe("1 a x,2 b y,3 b z");
    }

    [Fact]
    public async Task A_number_that_two_partitions_have_is_refused()
    {
        await using var test = await FolderCase.CreateAsync();
        await ApplyAsync(
            test,
            Keyed,
            "update part set region = 'a' where region = 'b' and id = 2;\ninsert into part values (3, 'a', 'other');\n"
                + "insert into part select 3, 'c', 'another' where to_regclass('part_c') is not null;\ndrop table part_b;"
        );
        await test.ExecuteAsync("create table part_c partition of part for values in ('c')");

        (
            await Should.ThrowAsync<MigrationRefusedException>(() =>
                test.Migrator().RollbackAsync()
            )
        ).Message.ShouldContain("no key tells whether they are the same ones");
    }

    [Fact]
    public async Task Rows_of_a_partition_that_is_only_dropped_come_back_without_a_key()
    {
        await using var test = await FolderCase.CreateAsync();
        await ApplyAsync(test, Keyless, "drop table part_b;");

        await ThereAndBackAsync(test);

        (await RowsAsync(test)).ShouldBe("1 a x,2 b y,3 b z");
    }

    [Fact]
    public async Task A_down_script_that_updates_a_key_is_refused()
    {
        await using var test = await FolderCase.CreateAsync();
        test.With(
            "1_x",
            "create table x ();",
            "drop table x;\nupdate reader set id = 20 where id = 2;"
        );
        await test.ExecuteAsync("alter table reader alter id drop identity");
        await test.Migrator().ApplyAsync();

        (
            await Should.ThrowAsync<MigrationRefusedException>(() =>
                test.Migrator().RollbackAsync()
            )
        ).Message.ShouldContain("would update the key of public.reader");
    }

    [Fact]
    public async Task A_restored_row_that_is_deleted_does_not_come_back_with_the_rest_of_its_archive()
    {
        await using var test = await FolderCase.CreateAsync();
        test.With("1_t", "create table t (id int primary key, v text);", "drop table t;");
        await test.Migrator().ApplyAsync();
        await test.ExecuteAsync("insert into t values (1, 'a'), (2, 'b')");
        await test.Migrator().RollbackAsync();
        await test.Migrator().ApplyAsync();
        await test.ExecuteAsync("insert into t values (2, 'mine')");
        (await test.Migrator().RestoreArchiveAsync()).Single().Kept.ShouldBe(1);
        await test.ExecuteAsync("delete from t where id = 1");

        await test.Migrator().RestoreArchiveAsync();

        (await test.ScalarAsync<string>("select string_agg(t::text, ';') from t")).ShouldBe(
            "(2,mine)"
        );
        (await test.Migrator().StatusAsync()).Archives.Single().ShouldContain("1 row of public.t");
    }

    private static async Task ApplyAsync(FolderCase test, string before, string down)
    {
        await test.ExecuteAsync(before);
        test.With("1_b", Add, down);
        await test.Migrator().ApplyAsync();
        await FillAsync(test);
    }

    private static Task FillAsync(FolderCase test) =>
        test.ExecuteAsync("insert into part values (1, 'a', 'x'), (2, 'b', 'y'), (3, 'b', 'z')");

    private static async Task ThereAndBackAsync(FolderCase test)
    {
        await test.Migrator().RollbackAsync();
        await test.Migrator().ApplyAsync();
        (await test.Migrator().RestoreArchiveAsync()).ShouldAllBe(data =>
            data.Obstacle == null && data.Kept == 0
        );
    }

    private static Task<string> RowsAsync(FolderCase test) =>
        test.ScalarAsync<string>(
            "select string_agg(concat_ws(' ', id, region, note), ',' order by id, region) from part"
        );
}
