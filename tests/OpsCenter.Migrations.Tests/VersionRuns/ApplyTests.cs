using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Versions;

namespace OpsCenter.Migrations.Tests.VersionRuns;

public sealed class ApplyTests
{
    [Theory, EachMajor]
    public async Task All_pending_migrations_are_applied_once(int major)
    {
        await using var test = await FolderCase.CreateAsync(major);
        test.With("1_email", "alter table reader add email text;")
            .With(
                "2_loan",
                "create table loan (id int primary key, reader int references reader); create index loan_reader on loan (reader);"
            );

        var first = await test.Migrator().ApplyAsync();
        var second = await test.Migrator().ApplyAsync();

        first.Steps.Select(step => step.Title).ShouldBe(["1 email", "2 loan"]);
        first
            .Steps[1]
            .Effects.Objects.Created.Select(found => found.ToString())
            .ShouldContain("index public.loan_reader");
        second.Steps.ShouldBeEmpty();
        (await test.Migrator().VerifyAsync()).Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_script_that_fails_leaves_nothing_and_the_ones_before_it_stay()
    {
        await using var test = await FolderCase.CreateAsync();
        test.With("1_email", "alter table reader add email text;")
            .With("2_wrong", "create table kept ();\nselect 1 / 0;");

        var failure = await Should.ThrowAsync<ScriptFailedException>(() =>
            test.Migrator().ApplyAsync()
        );

        failure.Location.ToString().ShouldStartWith("2_wrong.up.sql:2:1 (statement 2)");
        failure.Remedy.ShouldContain("Applied before it, and still applied: 1 email.");
        (await test.ScalarAsync<bool>("select to_regclass('kept') is null")).ShouldBeTrue();
        (await test.Migrator().StatusAsync())
            .Versions.Select(version => version.State)
            .ShouldBe([VersionState.Applied, VersionState.Pending]);
    }

    [Fact]
    public async Task A_limit_is_a_version_or_a_number_of_migrations()
    {
        await using var test = await FolderCase.CreateAsync();
        test.With("1_a", "create table a ();")
            .With("2_b", "create table b ();")
            .With("3_c", "create table c ();");

        var one = await test.Migrator(new FolderOptions { Steps = 1 }).ApplyAsync();
        var to = await test.Migrator(new FolderOptions { To = "2" }).ApplyAsync();

        one.Steps.Select(step => step.Title).ShouldBe(["1 a"]);
        to.Steps.Select(step => step.Title).ShouldBe(["2 b"]);
        to.Left.ShouldBe(["3 c"]);
    }

    [Fact]
    public async Task An_edited_script_is_refused_until_the_edit_is_accepted()
    {
        await using var test = await FolderCase.CreateAsync();
        test.With("1_a", "create table a ();");
        await test.Migrator().ApplyAsync();
        test.With("1_a", "create table a (); -- edited").With("2_b", "create table b ();");

        (
            await Should.ThrowAsync<ChecksumChangedException>(() => test.Migrator().ApplyAsync())
        ).Message.ShouldStartWith("1_a.up.sql was edited after it was applied");
        await test.Migrator(new FolderOptions { AcceptEdit = true }).ApplyAsync();

        (await test.Migrator().StatusAsync()).Versions.ShouldAllBe(version =>
            version.State == VersionState.Applied
        );
    }

    [Fact]
    public async Task Another_folder_with_the_same_numbers_is_told_from_an_edited_one()
    {
        await using var test = await FolderCase.CreateAsync();
        test.With("1_a", "create table a ();", "drop table a;");
        await test.Migrator().ApplyAsync();
        foreach (var file in Directory.GetFiles(test.Folder.Path))
        {
            File.Delete(file);
        }

        test.With("1_other", "create table other ();", "drop table a;");

        foreach (
            var run in new Func<Task>[]
            {
                () => test.Migrator().ApplyAsync(),
                () => test.Migrator().RollbackAsync(),
            }
        )
        {
            (await Should.ThrowAsync<VersionConflictException>(run)).Message.ShouldBe(
                "This is another folder than the one that was applied: of 1 applied migration it has none as it was, such as 1_other.up.sql in the place "
                    + "of 1_a.up.sql. Nothing was run."
            );
        }

        (
            await test.Migrator(new FolderOptions { Source = "other" }).ApplyAsync()
        ).Steps.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_blank_file_is_not_applied_as_nothing()
    {
        await using var test = await FolderCase.CreateAsync();
        test.With("1_a", "\n");

        (
            await Should.ThrowAsync<Scripts.Folders.MigrationFolderException>(() =>
                test.Migrator().ApplyAsync()
            )
        ).Message.ShouldStartWith("1_a.up.sql has nothing in it");
        test.With("1_a", "-- on purpose\n");
        (await test.Migrator().ApplyAsync()).Steps.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_declared_partitioned_table_means_its_partitions()
    {
        await using var test = await FolderCase.CreateAsync();
        await test.ExecuteAsync(
            "create table part (id int) partition by range (id); create table part_1 partition of part default; insert into part values (1)"
        );
        test.With("1_x", "-- opscenter: changes public.part\nupdate part set id = 2;");

        (await test.Migrator().ApplyAsync()).Steps.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_migration_that_comes_late_is_refused_unless_asked_for()
    {
        await using var test = await FolderCase.CreateAsync();
        test.With("2_b", "create table b ();");
        await test.Migrator().ApplyAsync();
        test.With("1_a", "create table a ();");

        (
            await Should.ThrowAsync<VersionConflictException>(() => test.Migrator().ApplyAsync())
        ).Message.ShouldStartWith("1 a is not applied, and comes before 2 b, which is.");
        (
            await test.Migrator(new FolderOptions { OutOfOrder = true }).ApplyAsync()
        ).Steps.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_migration_that_the_folder_lost_is_refused()
    {
        await using var test = await FolderCase.CreateAsync();
        test.With("1_a", "create table a ();");
        await test.Migrator().ApplyAsync();
        File.Delete(Path.Combine(test.Folder.Path, "1_a.up.sql"));
        test.With("2_b", "create table b ();");

        (
            await Should.ThrowAsync<VersionConflictException>(() => test.Migrator().ApplyAsync())
        ).Message.ShouldStartWith("1 a is applied, and the folder does not have it");
    }

    [Theory]
    [InlineData("update reader set name = 'X' where id = 1;", "1 row updated")]
    [InlineData("do $$ begin delete from reader where id = 1; end $$;", "1 deleted")]
    [InlineData("truncate reader;", "emptied")]
    [InlineData("drop table reader;", "dropped with its rows")]
    [InlineData("alter table reader drop name;", "column public.reader.name dropped")]
    public async Task A_change_of_data_that_is_not_declared_is_rolled_back(string up, string what)
    {
        await using var test = await FolderCase.CreateAsync();
        test.With("1_change", up);

        var refusal = await Should.ThrowAsync<DataTouchedException>(() =>
            test.Migrator().ApplyAsync()
        );

        refusal.Message.ShouldContain(what);
        refusal.Remedy.ShouldContain("-- opscenter: changes public.reader\n");
        (await test.ScalarAsync<long>("select count(*) from reader where name <> 'X'")).ShouldBe(3);
        test.With("1_change", $"-- opscenter: changes public.reader\n{up}");
        (await test.Migrator().ApplyAsync()).Steps.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Rows_that_a_migration_adds_are_no_change()
    {
        await using var test = await FolderCase.CreateAsync();
        test.With("1_add", "insert into reader (name) values ('Dora');");

        (await test.Migrator().ApplyAsync())
            .Steps.Single()
            .Effects.Rows.Single()
            .Inserted.ShouldBe(1);
    }

    [Fact]
    public async Task Settings_of_a_script_do_not_reach_the_next_one()
    {
        await using var test = await FolderCase.CreateAsync();
        test.With(
                "1_settings",
                "select pg_catalog.set_config('search_path', '', false); set role pg_monitor; create temp table reader (x int);"
            )
            .With("2_unqualified", "alter table reader add email text;");

        await test.Migrator().ApplyAsync();

        (
            await test.ScalarAsync<bool>(
                "select exists (select from pg_attribute where attrelid = 'public.reader'::regclass and attname = 'email')"
            )
        ).ShouldBeTrue();
    }

    [Theory]
    [InlineData("prepare mine as select 1;")]
    [InlineData("do $$ begin execute 'prepare mine as select 1'; end $$;")]
    public async Task A_prepared_statement_of_a_script_does_not_reach_the_next_one(string up)
    {
        await using var test = await FolderCase.CreateAsync();
        test.With("1_one", up).With("2_two", up);

        await test.Migrator().ApplyAsync();

        (
            await test.ScalarAsync<long>(
                "select count(*) from pg_prepared_statements where name = 'mine'"
            )
        ).ShouldBe(0);
    }

    [Fact]
    public async Task Data_lines_of_a_copy_are_loaded()
    {
        await using var test = await FolderCase.CreateAsync();
        test.With("1_copy", "copy reader (name) from stdin;\nDora\nEmil\n\\.\nselect 1;\n");

        await test.Migrator().ApplyAsync();

        (await test.ScalarAsync<long>("select count(*) from reader")).ShouldBe(5);
    }

    [Fact]
    public async Task A_body_with_semicolons_outside_of_quotes_is_one_statement()
    {
        await using var test = await FolderCase.CreateAsync(18);
        test.With(
            "1_atomic",
            "create function two() returns int begin atomic select 1; select 2; end;\ncreate table t (\":name\" int, check (two() = 2));"
        );

        await test.Migrator().ApplyAsync();

        (await test.ScalarAsync<int>("select two()")).ShouldBe(2);
    }

    [Fact]
    public async Task A_deferred_constraint_fails_at_its_script()
    {
        await using var test = await FolderCase.CreateAsync();
        test.With(
            "1_deferred",
            "create table loan (reader int references reader deferrable initially deferred); insert into loan values (99);"
        );

        (
            await Should.ThrowAsync<ScriptFailedException>(() => test.Migrator().ApplyAsync())
        ).Message.ShouldContain("violates foreign key constraint");
        (await test.ScalarAsync<bool>("select to_regclass('loan') is null")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_lock_timeout_that_never_ends_is_refused()
    {
        await using var test = await FolderCase.CreateAsync();
        test.With("1_a", "create table a ();");

        Should.Throw<InvalidOptionException>(() =>
            test.Migrator(options: new MigratorOptions { LockTimeout = TimeSpan.Zero })
        );
    }
}
