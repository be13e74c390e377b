using OpsCenter.Migrations.Errors;

namespace OpsCenter.Migrations.Tests.VersionRuns;

/// <summary>A migration without a down script is undone from the record, completely or not at all.</summary>
public sealed class UndoTests
{
    [Theory, EachMajor]
    public async Task Rare_objects_are_dropped_too(int major)
    {
        await using var test = await FolderCase.CreateAsync(major);
        test.With(
            "1_add",
            """
            create type mood as enum ('a');
            create type span as range (subtype = numeric);
            create collation plain from "C";
            create table note (t text collate plain, m mood);
            create function alike(mood, mood) returns boolean language sql as 'select true';
            create operator === (leftarg = mood, rightarg = mood, function = alike);
            create operator class numbers for type int using btree as operator 1 <, operator 2 <=, operator 3 =, operator 4 >=, operator 5 >, function 1 btint4cmp(int, int);
            create cast (mood as text) with inout as assignment;
            create conversion theirs for 'UTF8' to 'LATIN1' from utf8_to_iso8859_1;
            create language plsame handler plpgsql_call_handler;
            create text search dictionary plain_words (template = pg_catalog.simple);
            create text search configuration words (copy = simple);
            alter text search configuration words alter mapping for word with plain_words;
            create foreign data wrapper nothing;
            create server nowhere foreign data wrapper nothing;
            create user mapping for current_user server nowhere;
            """
        );
        await test.Migrator().ApplyAsync();

        await test.Migrator().RollbackAsync();

        // What is left would make it fail.
        (await test.Migrator().ApplyAsync()).Steps.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_another_session_makes_of_roles_meanwhile_does_not_count()
    {
        await using var test = await FolderCase.CreateAsync();
        var role = $"r{Guid.NewGuid():N}";
        test.With("1_a", "create table note (id int);\nselect pg_sleep(3);");

        var run = test.Migrator().ApplyAsync();
        await Task.Delay(1500);
        await test.ExecuteAsync($"create role {role}");
        await run;
        await test.ExecuteAsync($"drop role {role}");

        (await test.Migrator().RollbackAsync()).Steps.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("create role {0}")]
    [InlineData("alter default privileges grant select on tables to public")]
    [InlineData("alter role current_user in database {1} set work_mem to '1MB'")]
    public async Task What_is_no_object_of_the_database_cannot_be_undone(string statement)
    {
        await using var test = await FolderCase.CreateAsync();
        var role = $"r{Guid.NewGuid():N}";
        var database = await test.ScalarAsync<string>("select quote_ident(current_database())");
        test.With(
            "1_role",
            "create table note (id int);\n"
                + statement
                    .Replace("{0}", role, StringComparison.Ordinal)
                    .Replace("{1}", database, StringComparison.Ordinal)
        );
        await test.Migrator().ApplyAsync();

        (
            await Should.ThrowAsync<VersionConflictException>(() => test.Migrator().RollbackAsync())
        ).Message.ShouldContain("it did more than create objects");
        await test.ExecuteAsync($"drop role if exists {role}");
    }
}
