using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Versions;

namespace OpsCenter.Migrations.Tests.VersionRuns;

/// <summary>Two tools at once: what the other one applies is noticed before it runs a second time.</summary>
public sealed class OtherToolTests
{
    private const string Journal =
        "create table schema_migrations (version bigint primary key, dirty boolean); insert into schema_migrations values (1, false); create table a ()";

    [Theory]
    [InlineData("update schema_migrations set version = 2", "has applied 2 b")]
    [InlineData("delete from schema_migrations", "does not have it any more")]
    [InlineData("update schema_migrations set version = 2, dirty = true", "version 2 is dirty")]
    public async Task What_it_does_after_it_was_adopted_is_noticed(string change, string what)
    {
        await using var test = await AdoptedAsync();
        await test.ExecuteAsync(change);

        foreach (
            var run in new Func<Task>[]
            {
                () => test.Migrator().ApplyAsync(),
                () => test.Migrator().RollbackAsync(),
            }
        )
        {
            (await Should.ThrowAsync<VersionConflictException>(run)).Message.ShouldContain(what);
        }

        (await test.Migrator().PlanAsync()).Obstacle!.Message.ShouldContain(what);
        (await test.Migrator().StatusAsync()).Conflict!.ShouldContain(what);
        (await test.ScalarAsync<bool>("select to_regclass('b') is null")).ShouldBeTrue();
        (
            await test.Migrator(new FolderOptions { IgnoreForeign = true }).ApplyAsync()
        ).Steps.Count.ShouldBe(2);
        (await test.Migrator().StatusAsync()).Conflict.ShouldBeNull("it was said once");
    }

    [Fact]
    public async Task What_it_has_applied_since_can_be_adopted()
    {
        await using var test = await AdoptedAsync();
        await test.ExecuteAsync("update schema_migrations set version = 2; create table b ()");

        (await test.Migrator().AdoptAsync()).Adopted.ShouldBe(["2 b"]);
        (await test.Migrator().ApplyAsync()).Steps.Single().Title.ShouldBe("3 c");
    }

    [Fact]
    public async Task What_was_rolled_back_here_is_no_change_of_its_journal()
    {
        await using var test = await AdoptedAsync();
        await test.Migrator().ApplyAsync();
        await test.Migrator(new FolderOptions { To = "0" }).RollbackAsync();

        (await test.Migrator().ApplyAsync()).Steps.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_journal_that_changes_while_a_script_runs_rolls_it_back()
    {
        await using var test = await AdoptedAsync("select pg_sleep(1);\ncreate table b ();");

        var apply = test.Migrator().ApplyAsync();
        while (
            !await test.ScalarAsync<bool>(
                "select exists (select from pg_stat_activity where query like 'select pg_sleep(1)%' and state = 'active' and datname = current_database())"
            )
        )
        {
            await Task.Delay(20);
        }

        await test.ExecuteAsync("update schema_migrations set version = 2");

        (await Should.ThrowAsync<VersionConflictException>(() => apply)).Message.ShouldContain(
            "its journal public.schema_migrations changed while this run did"
        );
        (await test.ScalarAsync<bool>("select to_regclass('b') is null")).ShouldBeTrue();
    }

    [Theory]
    [InlineData("update schema_migrations set version = 2;")]
    [InlineData("drop table schema_migrations;")]
    public async Task A_script_may_write_to_the_journal_itself(string write)
    {
        await using var test = await AdoptedAsync(
            $"-- opscenter: changes public.schema_migrations\n{write}"
        );

        (await test.Migrator().ApplyAsync()).Steps.Count.ShouldBe(2);
    }

    private static async Task<FolderCase> AdoptedAsync(string second = "create table b ();")
    {
        var test = await FolderCase.CreateAsync();
        await test.ExecuteAsync(Journal);
        test.With("1_a", "create table a ();", "drop table a;")
            .With("2_b", second, "drop table b;")
            .With("3_c", "create table c ();", "drop table c;");
        await test.Migrator().AdoptAsync();
        return test;
    }
}
