namespace OpsCenter.Migrations.Tests.VersionRuns;

/// <summary>Archived texts do not depend on a collation: neither that it stays, nor what it takes for equal.</summary>
public sealed class CollationTests
{
    [Theory, EachMajor]
    public async Task Texts_of_a_collation_that_the_script_drops_come_back(int major)
    {
        await using var test = await FolderCase.CreateAsync(major);
        test.With(
            "1_a",
            """
            create schema own;
            create collation own.plain from "C";
            create domain own.name as text collate own.plain;
            create table note (name text collate own.plain primary key, texts text[] collate own.plain, other own.name);
            """,
            "drop table note;\ndrop schema own cascade;"
        );
        await test.Migrator().ApplyAsync();
        await test.ExecuteAsync("insert into note values ('a', '{b,c}', 'd')");

        await test.Migrator().RollbackAsync();
        await test.Migrator().ApplyAsync();
        (await test.Migrator().RestoreArchiveAsync()).Single().Restored.ShouldBe(1);

        (await test.ScalarAsync<string>("select note::text from note")).ShouldBe("(a,\"{b,c}\",d)");
    }

    [Fact]
    public async Task Values_that_a_collation_takes_for_equal_come_back()
    {
        await using var test = await FolderCase.CreateAsync();
        await test.ExecuteAsync(
            "create collation same (provider = icu, locale = 'und-u-ks-level2', deterministic = false)"
        );
        await test.ExecuteAsync("alter table reader alter column name type text collate same");
        test.With(
            "1_a",
            "create table a ();",
            "update reader set name = lower(name);\ndrop table a;"
        );
        await test.Migrator().ApplyAsync();

        await test.Migrator().RollbackAsync();
        await test.Migrator().ApplyAsync();
        await test.Migrator().RestoreArchiveAsync();

        (
            await test.ScalarAsync<string>("select string_agg(name, ',' order by id) from reader")
        ).ShouldBe("Annabel,Bob,Chris");
    }
}
