using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Versions;

namespace OpsCenter.Migrations.Tests.VersionRuns;

/// <summary>Whatever a down script drops or changes comes back after the next apply.</summary>
public sealed class RollbackTests
{
    [Theory, EachMajor]
    public async Task Rows_of_a_dropped_table_come_back(int major)
    {
        await using var test = await FolderCase.CreateAsync(major);
        test.With(
            "1_loan",
            "create type kind as enum ('short', 'long');\ncreate table loan (id serial primary key, reader int references reader, kind kind, twice int generated always as (id * 2) stored);",
            "drop table loan;\ndrop type kind;"
        );
        await test.Migrator().ApplyAsync();
        await test.ExecuteAsync(
            "insert into loan (reader, kind) values (1, 'short'), (2, 'long'), (3, null)"
        );
        var before = await test.ScalarAsync<string>(
            "select string_agg(loan::text, ';' order by id) from loan"
        );

        var rolledBack = await test.Migrator().RollbackAsync();
        await test.Migrator().ApplyAsync();
        var restored = await test.Migrator().RestoreArchiveAsync();

        rolledBack.Steps.Single().Archived.Single().What.ShouldBe("3 rows of public.loan");
        restored.Single().Restored.ShouldBe(3);
        (
            await test.ScalarAsync<string>(
                "select string_agg(loan::text, ';' order by id) from loan"
            )
        ).ShouldBe(before);
        await test.ExecuteAsync("insert into loan (reader) values (1)");
        (await test.ScalarAsync<int>("select max(id) from loan")).ShouldBe(4);
        (await test.Migrator().RestoreArchiveAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("boolean", "true", "false")]
    [InlineData("text[]", "'{}'", "'{a,b}'")]
    [InlineData("character(5)", "'a'", "'b'")]
    [InlineData("jsonb", "'{}'", "'{\"a\": 1}'")]
    [InlineData("timestamptz", "now()", "'2020-01-01'")]
    public async Task Values_come_back_in_place_of_a_default_of_any_type(
        string type,
        string standard,
        string value
    )
    {
        await using var test = await FolderCase.CreateAsync();
        test.With(
            "1_extra",
            $"alter table reader add extra {type} not null default {standard};",
            "alter table reader drop extra;"
        );
        await test.Migrator().ApplyAsync();
        await test.ExecuteAsync($"update reader set extra = {value} where id = 2");

        await test.Migrator().RollbackAsync();
        await test.Migrator().ApplyAsync();
        await test.Migrator().RestoreArchiveAsync();

        (
            await test.ScalarAsync<bool>(
                $"select extra::text = ({value})::{type}::text from reader where id = 2"
            )
        ).ShouldBeTrue();
    }

    [Fact]
    public async Task Values_of_a_dropped_column_come_back_and_overwrite_nothing()
    {
        await using var test = await FolderCase.CreateAsync();
        test.With(
            "1_email",
            "alter table reader add email text, add level int not null default 1;",
            "alter table reader drop email, drop level;"
        );
        await test.Migrator().ApplyAsync();
        await test.ExecuteAsync("update reader set email = name || '@x', level = id * 10");

        await test.Migrator().RollbackAsync();
        await test.ExecuteAsync("insert into reader (name) values ('New')");
        await test.Migrator().ApplyAsync();
        await test.ExecuteAsync("update reader set email = 'mine' where id = 2");
        await test.Migrator().RestoreArchiveAsync();

        (
            await test.ScalarAsync<string>(
                "select string_agg(id || ' ' || coalesce(email, '-') || ' ' || level, ';' order by id) from reader"
            )
        ).ShouldBe("1 Annabel@x 10;2 mine 20;3 Chris@x 30;4 - 1");
    }

    [Theory]
    [InlineData("delete from reader where id > 1;", 2)]
    [InlineData("truncate reader;", 3)]
    public async Task Rows_that_a_down_script_removes_come_back(string down, int lost)
    {
        await using var test = await FolderCase.CreateAsync();
        test.With("1_x", "create table x ();", $"drop table x;\n{down}");
        await test.Migrator().ApplyAsync();

        var step = (await test.Migrator().RollbackAsync()).Steps.Single();
        await test.Migrator().ApplyAsync();
        await test.Migrator().RestoreArchiveAsync();

        step.Archived.Single().Rows.ShouldBe(lost);
        (
            await test.ScalarAsync<string>("select string_agg(name, ',' order by id) from reader")
        ).ShouldBe("Annabel,Bob,Chris");
    }

    [Fact]
    public async Task Values_that_a_narrower_type_cuts_are_archived()
    {
        await using var test = await FolderCase.CreateAsync();
        test.With("1_long", "create table x (id int primary key, v varchar(20));", "select 1;")
            .With(
                "2_longer",
                "alter table x alter v type varchar(40);",
                "alter table x alter v type varchar(3) using substr(v, 1, 3);"
            );
        await test.Migrator().ApplyAsync();
        await test.ExecuteAsync("insert into x values (1, 'abcdefgh'), (2, 'ab')");

        var step = (await test.Migrator().RollbackAsync()).Steps.Single();

        step.Archived.ShouldContain(data =>
            data.What.StartsWith("values of 1 row in v of public.x")
        );
        (
            await test.ScalarAsync<string>(
                "select v from opscenter_migrations_archive.archive_1 where id = 1"
            )
        ).ShouldBe("abcdefgh");
    }

    [Fact]
    public async Task A_migration_without_a_down_script_that_only_created_is_undone()
    {
        await using var test = await FolderCase.CreateAsync();
        test.With(
            "1_add",
            """
            create schema more;
            create table more.loan (id serial primary key, reader int references reader);
            create index on more.loan (reader);
            create view more.open_loan as select * from more.loan;
            create function more.f() returns int language sql as 'select 1';
            create type more.kind as enum ('a');
            alter table reader add email text;
            create index reader_email on reader (email);
            alter table reader add constraint has_name check (name <> '');
            create trigger t before update on reader for each row execute function suppress_redundant_updates_trigger();
            """
        );
        await test.Migrator().ApplyAsync();
        await test.ExecuteAsync("update reader set email = 'a@x' where id = 1");

        var step = (await test.Migrator().RollbackAsync()).Steps.Single();

        step.File.ShouldBeNull();
        step.Archived.Single().Rows.ShouldBe(1);
        (
            await test.ScalarAsync<bool>(
                "select to_regnamespace('more') is null and to_regclass('reader_email') is null and not exists (select from pg_trigger where tgname = 't')"
            )
        ).ShouldBeTrue();
    }

    [Fact]
    public async Task A_migration_without_a_down_script_that_changed_data_is_refused()
    {
        await using var test = await FolderCase.CreateAsync();
        test.With("1_change", "-- opscenter: changes public.reader\nupdate reader set name = 'X';");
        await test.Migrator().ApplyAsync();

        (
            await Should.ThrowAsync<VersionConflictException>(() => test.Migrator().RollbackAsync())
        ).Message.ShouldContain("has no down script, and cannot be undone");
    }

    [Fact]
    public async Task What_cannot_be_brought_back_is_refused_and_can_be_discarded_by_name()
    {
        await using var test = await FolderCase.CreateAsync();
        test.With("1_log", "create table log (line text);", "drop table log;")
            .With("2_at", "alter table log add at text;", "alter table log drop at;");
        await test.Migrator().ApplyAsync();
        await test.ExecuteAsync("insert into log values ('one', 'now')");

        (
            await Should.ThrowAsync<MigrationRefusedException>(() =>
                test.Migrator().RollbackAsync()
            )
        ).Message.ShouldContain("which has no key");
        await Should.ThrowAsync<InvalidOptionException>(() =>
            test.Migrator(options: new MigratorOptions { Discard = "other" }).RollbackAsync()
        );
        var name = await test.ScalarAsync<string>("select current_database()::text");
        await test.Migrator(options: new MigratorOptions { Discard = name }).RollbackAsync();

        (await test.ScalarAsync<string>("select log::text from log")).ShouldBe("(one)");
    }

    [Fact]
    public async Task What_is_repeatable_stays_when_the_last_migration_is_rolled_back()
    {
        await using var test = await FolderCase.CreateAsync();
        test.Folder.With("V1__a.sql", "create table a (id int primary key);")
            .With("U1__a.sql", "drop table a;")
            .With(
                "R__f.sql",
                "create or replace function f() returns int language sql as 'select 1';"
            );
        await test.Migrator().ApplyAsync();

        (await test.Migrator().RollbackAsync()).Steps.Single().Title.ShouldBe("1 a");
        (await test.ScalarAsync<int>("select f()")).ShouldBe(1);
    }

    [Fact]
    public async Task An_object_that_was_renamed_since_is_undone_by_its_name_of_now()
    {
        await using var test = await FolderCase.CreateAsync();
        test.With("1_a", "create table a (id int primary key);");
        await test.Migrator().ApplyAsync();
        await test.ExecuteAsync("alter table a rename to renamed");

        await test.Migrator().RollbackAsync();

        (await test.ScalarAsync<bool>("select to_regclass('renamed') is null")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_default_with_quotes_and_backslashes_is_compared_as_text()
    {
        await using var test = await FolderCase.CreateAsync();
        await test.ExecuteAsync(
            "do $$ begin execute format('alter database %I set standard_conforming_strings = off', current_database()); end $$"
        );
        test.With(
            "1_note",
            "alter table reader add note text default E'a\\\\\\'; drop table reader; --';",
            "alter table reader drop note;"
        );
        await test.Migrator().ApplyAsync();
        await test.ExecuteAsync("update reader set note = 'mine' where id = 1");
        await test.Migrator().RollbackAsync();
        await test.Migrator().ApplyAsync();

        var restored = await test.Migrator().RestoreArchiveAsync();

        restored.Single().Obstacle.ShouldBeNull();
        (await test.ScalarAsync<string>("select note from reader where id = 1")).ShouldBe("mine");
    }

    [Fact]
    public async Task Several_are_rolled_back_the_last_one_first()
    {
        await using var test = await FolderCase.CreateAsync();
        test.With("1_a", "create table a (id int primary key);", "drop table a;")
            .With("2_b", "create table b (a int references a);", "drop table b;")
            .With("3_c", "create table c (b int);", "drop table c;");
        await test.Migrator().ApplyAsync();

        var to = await test.Migrator(new FolderOptions { To = "2" }).RollbackAsync();
        var all = await test.Migrator(new FolderOptions { To = "0" }).RollbackAsync();

        to.Steps.Select(step => step.Title).ShouldBe(["3 c"]);
        all.Steps.Select(step => step.Title).ShouldBe(["2 b", "1 a"]);
        all.Left.ShouldBeEmpty();
    }

    [Fact]
    public async Task Tables_that_refer_to_each_other_come_back_in_their_order()
    {
        await using var test = await FolderCase.CreateAsync();
        test.With(
            "1_ab",
            "create table b (id int primary key); create table a (id int primary key, b int not null references b);",
            "drop table a, b;"
        );
        await test.Migrator().ApplyAsync();
        await test.ExecuteAsync("insert into b values (1); insert into a values (1, 1)");
        await test.Migrator().RollbackAsync();
        await test.Migrator().ApplyAsync();

        var restored = await test.Migrator().RestoreArchiveAsync();

        restored.ShouldAllBe(data => data.Obstacle == null && data.Restored == 1);
    }
}
