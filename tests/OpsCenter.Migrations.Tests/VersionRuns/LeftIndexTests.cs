using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Versions;

namespace OpsCenter.Migrations.Tests.VersionRuns;

/// <summary>A concurrent index build that failed leaves an invalid index, which neither a retry nor a rollback may leave.</summary>
public sealed class LeftIndexTests
{
    private const string Up =
        "-- opscenter: no-transaction\ncreate table note (id int);\ncreate unique index concurrently reader_name on reader (name);\ncreate table more (id int);";

    [Theory]
    [InlineData(null)]
    [InlineData("drop table note;")]
    [InlineData("drop index reader_name;\ndrop table note;")]
    [InlineData(
        "-- opscenter: no-transaction\ndrop index concurrently if exists reader_name;\ndrop table note;"
    )]
    public async Task A_rollback_of_what_is_half_applied_drops_it(string? down)
    {
        await using var test = await FailedAsync(down);

        await test.Migrator().RollbackAsync();

        (
            await test.ScalarAsync<bool>(
                "select to_regclass('reader_name') is null and to_regclass('note') is null"
            )
        ).ShouldBeTrue();
        (await test.Migrator().StatusAsync())
            .Versions.Single()
            .State.ShouldBe(VersionState.Pending);
        await test.ExecuteAsync("delete from reader where id > 3");
        (await test.Migrator().ApplyAsync()).Steps.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("create index concurrently on reader (name)")]
    [InlineData("CREATE UNIQUE INDEX CONCURRENTLY ON public.\"reader\" (id, name)")]
    public async Task An_index_that_the_server_names_is_recorded_and_taken_back(string create)
    {
        await using var test = await FolderCase.CreateAsync();
        const string count = "select count(*) from pg_index where indrelid = 'reader'::regclass";
        var before = await test.ScalarAsync<long>(count);
        test.With("1_i", $"-- opscenter: no-transaction\n{create};");
        await test.Migrator().ApplyAsync();
        (await test.ScalarAsync<long>(count)).ShouldBe(before + 1);

        await test.Migrator().RollbackAsync();

        (await test.ScalarAsync<long>(count)).ShouldBe(before);
    }

    [Fact]
    public async Task After_a_retry_the_migration_can_be_verified_and_undone()
    {
        await using var test = await FailedAsync(null);
        await test.ExecuteAsync("delete from reader where id > 3");

        await test.Migrator().ApplyAsync();
        var verified = await test.Migrator().VerifyAsync();
        await test.Migrator().RollbackAsync();

        verified.Problems.ShouldBeEmpty();
        verified.Objects.ShouldBe(5, "two tables, two columns, an index");
        (
            await test.ScalarAsync<bool>(
                "select to_regclass('reader_name') is null and to_regclass('more') is null"
            )
        ).ShouldBeTrue();
    }

    [Fact]
    public async Task A_rollback_that_is_refused_does_not_spoil_the_retry()
    {
        await using var test = await FailedAsync(
            null,
            "update reader set name = name where id = 1;"
        );
        await Should.ThrowAsync<VersionConflictException>(() => test.Migrator().RollbackAsync());
        await test.ExecuteAsync("delete from reader where id > 3");

        await test.Migrator().ApplyAsync();

        (await test.Migrator().VerifyAsync()).Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_index_that_was_built_when_the_run_was_cut_off_is_recorded()
    {
        await using var test = await CutOffAsync(
            "create index concurrently reader_name on reader (name);"
        );
        await test.ExecuteAsync("create index reader_name on reader (name)");

        await test.Migrator().ApplyAsync();
        var verified = await test.Migrator().VerifyAsync();
        await test.Migrator().RollbackAsync();

        (verified.Objects, verified.Problems.Count).ShouldBe((1, 0));
        (await test.ScalarAsync<bool>("select to_regclass('reader_name') is null")).ShouldBeTrue();
    }

    [Fact]
    public async Task An_index_that_was_dropped_when_the_run_was_cut_off_is_not_missed()
    {
        await using var test = await FolderCase.CreateAsync();
        test.With("0_index", "create index reader_name on reader (name);");
        await test.Migrator().ApplyAsync();
        await CutOffAsync("drop index concurrently reader_name;", test);
        await test.ExecuteAsync("drop index reader_name");

        await test.Migrator().ApplyAsync();

        (await test.Migrator().VerifyAsync()).Problems.ShouldBeEmpty();
    }

    private static async Task<FolderCase> FailedAsync(string? down, string first = "")
    {
        var test = await FolderCase.CreateAsync();
        await test.ExecuteAsync("insert into reader (name) values ('Bob')");
        test.With(
            "1_index",
            first.Length == 0
                ? Up
                : $"-- opscenter: no-transaction\n-- opscenter: changes public.reader\n{first}\n{Up[Up.IndexOf("create", StringComparison.Ordinal)..]}",
            down
        );
        await Should.ThrowAsync<ScriptFailedException>(() => test.Migrator().ApplyAsync());
        (
            await test.ScalarAsync<bool>(
                "select not indisvalid from pg_index where indexrelid = 'reader_name'::regclass"
            )
        ).ShouldBeTrue();
        return test;
    }

    /// <summary>The statement was begun, and what it did is not recorded.</summary>
    private static async Task<FolderCase> CutOffAsync(string up, FolderCase? given = null)
    {
        var test = given ?? await FolderCase.CreateAsync();
        test.With("1_cut", "select 1 / 0;\n");
        await Should.ThrowAsync<ScriptFailedException>(() => test.Migrator().ApplyAsync());
        await test.ExecuteAsync(
            "insert into opscenter_migrations.version (source, version, name, file, checksum, is_repeatable, state, began_at, applied_by, part_begun) "
                + "values ('default', '1', 'cut', '1_cut.up.sql', '', false, 'applying', now(), 'me', true)"
        );
        test.With("1_cut", up);
        return test;
    }
}
