using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Versions;

namespace OpsCenter.Migrations.Tests.VersionRuns;

/// <summary>After a rollback, the next apply and a restore, the rows are those of before the rollback.</summary>
public sealed class ComeBackTests
{
    [Theory]
    [InlineData("active boolean not null default true", "false")]
    [InlineData("code char(5) not null default 'x'", "'y'")]
    public async Task Values_that_differ_from_the_default_of_a_dropped_column(
        string column,
        string value
    )
    {
        var name = column.Split(' ')[0];
        await ShouldComeBackAsync(
            "reader",
            $"alter table reader add {column};",
            $"update reader set {name} = {value} where id = 2",
            $"alter table reader drop {name};"
        );
    }

    [Theory, EachMajor]
    public Task Values_of_a_dropped_column_that_the_script_fills(int major) =>
        ShouldComeBackAsync(
            "reader",
            "-- opscenter: changes public.reader\nalter table reader add state text; update reader set state = 'new'; alter table reader alter state set not null;",
            "update reader set state = 'done' where id > 1",
            "alter table reader drop state;",
            major
        );

    [Theory, EachMajor]
    public Task Edited_rows_that_the_script_inserts(int major) =>
        ShouldComeBackAsync(
            "setting",
            "create table setting (key text primary key, value text); insert into setting values ('a', '1'), ('b', '2');",
            "update setting set value = 'mine' where key = 'a'; insert into setting values ('c', '3')",
            "drop table setting;",
            major
        );

    [Fact]
    public Task Values_that_the_down_script_updates() =>
        ShouldComeBackAsync(
            "reader",
            "create table x ();",
            "",
            "drop table x; update reader set name = 'lost' where id = 2;"
        );

    [Fact]
    public Task Values_that_the_down_script_updates_after_it_renamed_their_column() =>
        ShouldComeBackAsync(
            "reader",
            "alter table reader rename label to name;",
            "",
            "alter table reader rename name to label; update reader set label = 'lost';",
            before: "alter table reader rename name to label"
        );

    [Fact]
    public Task Values_that_a_narrower_type_cuts() =>
        ShouldComeBackAsync(
            "reader",
            "alter table reader alter name type varchar(40);",
            "update reader set name = repeat(name, 3)",
            "alter table reader alter name type varchar(3) using left(name, 3);",
            before: "update reader set name = left(name, 3); alter table reader alter name type varchar(3)"
        );

    [Fact]
    public Task Rows_that_a_trigger_would_change() =>
        ShouldComeBackAsync(
            "note",
            """
            create table note (id int primary key, at text);
            create function stamp() returns trigger language plpgsql as 'begin new.at := ''now''; return case when new.id = 2 then null else new end; end';
            create trigger stamp before insert or update on note for each row execute function stamp();
            """,
            "alter table note disable trigger stamp; insert into note values (1, 'then'), (2, 'before'); alter table note enable trigger stamp",
            "drop table note; drop function stamp;"
        );

    [Theory]
    [EachMajor]
    public Task Values_beside_which_a_trigger_of_the_partitioned_table_would_write(int major) =>
        ShouldComeBackAsync(
            "part",
            "alter table part add mail text;",
            "alter table part disable trigger stamp; alter table part_1 disable trigger stamp; "
                + "insert into part values (1, 'then', 'a@b'), (2, 'before', 'c@d'); "
                + "alter table part enable trigger stamp; alter table part_1 enable trigger stamp",
            "alter table part drop mail;",
            major,
            """
            create table part (id int primary key, at text) partition by range (id);
            create table part_1 partition of part for values from (0) to (10);
            create function stamp() returns trigger language plpgsql as 'begin new.at := ''now''; return new; end';
            create trigger stamp before insert or update on part for each row execute function stamp();
            """
        );

    [Fact]
    public Task Rows_that_a_rule_would_divert() =>
        ShouldComeBackAsync(
            "note",
            """
            create table note (id int primary key, at text);
            create rule quiet as on insert to note where new.id = 2 do instead nothing;
            create rule mark as on update to note do also select 1;
            """,
            "alter table note disable rule quiet; insert into note values (1, 'then'), (2, 'before'); alter table note enable rule quiet",
            "drop table note;"
        );

    [Fact]
    public Task Rows_of_tables_that_refer_to_each_other() =>
        ShouldComeBackAsync(
            "loan",
            """
            create table loan (id int primary key, last int);
            create table item (id int primary key, loan int not null references loan);
            alter table loan add foreign key (last) references item;
            """,
            "insert into loan values (1, null); insert into item values (1, 1); update loan set last = 1",
            "drop table loan, item;"
        );

    [Fact]
    public Task Rows_of_a_partition_that_the_script_does_not_make() =>
        ShouldComeBackAsync(
            "part",
            "create table part (id int primary key) partition by range (id); create table part_default partition of part default;",
            "create table part_1 partition of part for values from (1) to (9); insert into part values (1), (20)",
            "drop table part;"
        );

    [Fact]
    public async Task The_newest_of_several_archives_wins_and_what_was_written_since_stays()
    {
        await using var test = await FolderCase.CreateAsync();
        test.With("1_x", "create table x (id int primary key, v text);", "drop table x;");
        foreach (var value in new[] { "old", "new" })
        {
            await test.Migrator().ApplyAsync();
            await test.ExecuteAsync($"insert into x values (1, '{value}'), (2, '{value}')");
            await test.Migrator().RollbackAsync();
        }

        await test.Migrator().ApplyAsync();
        await test.ExecuteAsync("insert into x values (2, 'mine')");
        await test.Migrator().RestoreArchiveAsync();

        (await test.ScalarAsync<string>("select string_agg(v, ',' order by id) from x")).ShouldBe(
            "new,mine"
        );
    }

    [Fact]
    public async Task A_row_that_was_updated_or_deleted_since_the_rollback_stays_so()
    {
        await using var test = await FolderCase.CreateAsync();
        test.With("1_x", "create table x ();", "drop table x; update reader set name = 'lost';");
        await test.Migrator().ApplyAsync();
        await test.Migrator().RollbackAsync();
        await test.ExecuteAsync(
            "update reader set name = 'mine' where id = 1; delete from reader where id = 2"
        );

        await test.Migrator().ApplyAsync();
        await test.Migrator().RestoreArchiveAsync();

        (
            await test.ScalarAsync<string>("select string_agg(name, ',' order by id) from reader")
        ).ShouldBe("mine,Chris");
    }

    [Fact]
    public async Task A_column_that_the_table_lacks_keeps_the_archive()
    {
        await using var test = await FolderCase.CreateAsync();
        test.With("1_x", "create table x (id int primary key);", "drop table x;")
            .With("2_v", "alter table x add v text;", "select 1;");
        await test.Migrator().ApplyAsync();
        await test.ExecuteAsync("insert into x values (1, 'kept')");
        await test.Migrator(new FolderOptions { To = "0" }).RollbackAsync();
        await test.Migrator(new FolderOptions { Steps = 1 }).ApplyAsync();

        (await test.Migrator().RestoreArchiveAsync())
            .Single()
            .Obstacle.ShouldBe("the table has no column v to write to");
        await test.Migrator().ApplyAsync();
        await test.Migrator().RestoreArchiveAsync();

        (await test.ScalarAsync<string>("select x::text from x")).ShouldBe("(1,kept)");
    }

    [Theory]
    [InlineData(
        "alter table reader add code int; update reader set code = id; alter table reader drop id; alter table reader add primary key (code);",
        "alter table reader drop code;",
        "and drop or change columns of its key (code), and it has no other one"
    )]
    [InlineData(
        "create type place as (street text, zip text); alter table reader add places place[]; update reader set places = '{\"(a,b)\"}';",
        "alter type place drop attribute zip;",
        "and with it a part of the values in public.reader.places"
    )]
    public async Task What_could_not_come_back_is_refused(string up, string down, string why)
    {
        await using var test = await FolderCase.CreateAsync();
        test.With("1_x", "create table x ();\n", down);
        await test.Migrator().ApplyAsync();
        await test.ExecuteAsync(up);

        (
            await Should.ThrowAsync<MigrationRefusedException>(() =>
                test.Migrator().RollbackAsync()
            )
        ).Message.ShouldContain(why);
    }

    [Fact]
    public async Task Rows_that_come_while_the_down_script_runs()
    {
        await using var test = await FolderCase.CreateAsync();
        test.With(
            "1_x",
            "create table x (id int primary key);",
            "select pg_sleep(1);\ndrop table x;"
        );
        await test.Migrator().ApplyAsync();

        var rollback = test.Migrator().RollbackAsync();
        while (
            !await test.ScalarAsync<bool>(
                "select exists (select from pg_stat_activity where query like 'select pg_sleep(1)%' and state = 'active' and datname = current_database())"
            )
        )
        {
            await Task.Delay(20);
        }

        await test.ExecuteAsync("insert into x values (1)");
        (await rollback).Steps.Single().Archived.Single().Rows.ShouldBe(1);
    }

    private static async Task ShouldComeBackAsync(
        string table,
        string up,
        string write,
        string down,
        int? major = null,
        string before = ""
    )
    {
        await using var test = await FolderCase.CreateAsync(major);
        await test.ExecuteAsync(before.Length == 0 ? "select 1" : before);
        test.With("1_x", up, down);
        await test.Migrator().ApplyAsync();
        await test.ExecuteAsync(write.Length == 0 ? "select 1" : write);
        var rows = $"select string_agg(t::text, ';' order by t::text) from {table} t";
        var written = await test.ScalarAsync<string>(rows);

        await test.Migrator().RollbackAsync();
        await test.Migrator().ApplyAsync();
        (await test.Migrator().RestoreArchiveAsync()).ShouldAllBe(data => data.Obstacle == null);

        (await test.ScalarAsync<string>(rows)).ShouldBe(written);
    }
}
