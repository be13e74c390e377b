using Npgsql;
using OpsCenter.Migrations.Errors;

namespace OpsCenter.Migrations.Tests.VersionRuns;

/// <summary>What others created is neither taken for a migration's own nor dropped.</summary>
public sealed class OthersObjectsTests
{
    [Fact]
    public async Task An_index_of_another_table_with_the_name_is_not_taken_for_the_one_to_build()
    {
        await using var test = await FolderCase.CreateAsync();
        await test.ExecuteAsync("create table other (id int); create index wanted on other (id)");
        test.With("1_index", "create index concurrently wanted on reader (name);");

        await Should.ThrowAsync<ScriptFailedException>(() => test.Migrator().ApplyAsync());
        await Should.ThrowAsync<ScriptFailedException>(() => test.Migrator().ApplyAsync());
        await test.ExecuteAsync("drop index wanted");
        await test.Migrator().ApplyAsync();

        (
            await test.ScalarAsync<string>(
                "select tablename::text from pg_indexes where indexname = 'wanted'"
            )
        ).ShouldBe("reader");
    }

    [Fact]
    public async Task An_invalid_index_that_was_there_before_is_not_dropped()
    {
        await using var test = await FolderCase.CreateAsync();
        await test.ExecuteAsync(
            "create table other (id int); create index wanted on other (id); update pg_index set indisvalid = false where indexrelid = 'wanted'::regclass"
        );
        test.With("1_index", "create index concurrently wanted on reader (name);");

        await Should.ThrowAsync<ScriptFailedException>(() => test.Migrator().ApplyAsync());
        await Should.ThrowAsync<ScriptFailedException>(() => test.Migrator().ApplyAsync());

        (await test.ScalarAsync<bool>("select to_regclass('wanted') is not null")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_table_that_others_create_during_a_concurrent_build_is_not_recorded()
    {
        await using var test = await FolderCase.CreateAsync();
        test.With("1_index", "create index concurrently wanted on reader (name);");
        await using var other = await test.Database.DataSource.OpenConnectionAsync();
        await using var transaction = await other.BeginTransactionAsync();
        await new NpgsqlCommand(
            "update reader set name = name where id = 1",
            other
        ).ExecuteNonQueryAsync();
        var apply = test.Migrator().ApplyAsync();
        while (
            !await test.ScalarAsync<bool>(
                "select exists (select from pg_stat_progress_create_index where datname = current_database())"
            )
        )
        {
            await Task.Delay(20);
        }

        await test.ExecuteAsync("create table theirs (id int)");
        await transaction.CommitAsync();
        await apply;
        await test.Migrator().RollbackAsync();

        (
            await test.ScalarAsync<bool>(
                "select to_regclass('theirs') is not null and to_regclass('wanted') is null"
            )
        ).ShouldBeTrue();
    }

    [Fact]
    public async Task What_has_the_name_of_a_created_object_by_now_is_not_dropped()
    {
        await using var test = await FolderCase.CreateAsync();
        test.With("1_view", "create view short as select name from reader;");
        await test.Migrator().ApplyAsync();
        await test.ExecuteAsync("drop view short; create view short as select id from reader");

        (
            await Should.ThrowAsync<VersionConflictException>(() => test.Migrator().RollbackAsync())
        ).Message.ShouldContain("is another one by now");
        (await test.ScalarAsync<bool>("select to_regclass('short') is not null")).ShouldBeTrue();
    }
}
