using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Versions;

namespace OpsCenter.Migrations.Tests.VersionRuns;

/// <summary>Data that a plain look at tables and counters would miss.</summary>
public sealed class UnseenDataTests
{
    [Fact]
    public async Task Rows_of_a_table_of_an_extension_come_back_after_a_rollback_that_drops_it()
    {
        await using var test = await FolderCase.CreateAsync();
        test.With(
            "1_citext",
            "create extension citext;\ncreate table word (id int primary key, name text);\nalter extension citext add table word;",
            "drop extension citext;"
        );
        await test.Migrator().ApplyAsync();
        await test.ExecuteAsync("insert into word values (1, 'mine')");

        (await test.Migrator().RollbackAsync())
            .Steps.Single()
            .Archived.Single()
            .What.ShouldBe("1 row of public.word");
        await test.Migrator().ApplyAsync();
        await test.Migrator().RestoreArchiveAsync();

        (await test.ScalarAsync<string>("select name from word")).ShouldBe("mine");
    }

    [Fact]
    public async Task A_change_of_rows_of_an_extension_is_a_change()
    {
        await using var test = await FolderCase.CreateAsync();
        await test.ExecuteAsync(
            "create extension citext; create table word (id int primary key); insert into word values (1); alter extension citext add table word"
        );
        test.With("1_x", "delete from word;");

        (
            await Should.ThrowAsync<DataTouchedException>(() => test.Migrator().ApplyAsync())
        ).Message.ShouldContain("public.word: 0 rows updated, 1 deleted");
        test.With("1_x", "drop extension citext;");
        (
            await Should.ThrowAsync<DataTouchedException>(() => test.Migrator().ApplyAsync())
        ).Message.ShouldContain("public.word: dropped with its rows");
    }

    [Fact]
    public async Task An_extension_with_a_table_can_be_undone_from_the_record()
    {
        await using var test = await FolderCase.CreateAsync();
        test.With(
            "1_citext",
            "create extension citext;\ncreate table word (id int primary key);\nalter extension citext add table word;"
        );
        await test.Migrator().ApplyAsync();

        await test.Migrator().RollbackAsync();

        (await test.ScalarAsync<bool>("select to_regclass('word') is null")).ShouldBeTrue();
    }

    [Theory]
    [InlineData("set track_counts = off;\nupdate reader set name = 'X';")]
    [InlineData("update reader set name = 'X';")]
    public async Task Without_the_servers_counters_nothing_is_run(string up)
    {
        await using var test = await FolderCase.CreateAsync();
        if (!up.StartsWith("set", StringComparison.Ordinal))
        {
            await test.ExecuteAsync(
                "do $$ begin execute format('alter database %I set track_counts = off', current_database()); end $$"
            );
            Npgsql.NpgsqlConnection.ClearAllPools();
        }

        test.With("1_x", up);

        (
            await Should.ThrowAsync<MigrationRefusedException>(() => test.Migrator().ApplyAsync())
        ).Message.ShouldContain("track_counts is off");
        (await test.ScalarAsync<long>("select count(*) from reader where name = 'X'")).ShouldBe(0);
    }

    [Fact]
    public async Task A_database_is_dropped_by_no_script()
    {
        await using var test = await FolderCase.CreateAsync();
        test.With("1_a", "create table a ();", "drop database no_such_database;");
        await test.Migrator().ApplyAsync();

        (
            await Should.ThrowAsync<MigrationRefusedException>(() =>
                test.Migrator().RollbackAsync()
            )
        ).Message.ShouldStartWith(
            "1_a.down.sql, line 1: drop database no_such_database would drop"
        );
        test.With("2_b", "DROP DATABASE no_such_database;");
        await Should.ThrowAsync<MigrationRefusedException>(() => test.Migrator().ApplyAsync());
        (await test.Migrator().StatusAsync())
            .Versions.Select(version => version.State)
            .ShouldBe([VersionState.Applied, VersionState.Pending]);
    }
}
