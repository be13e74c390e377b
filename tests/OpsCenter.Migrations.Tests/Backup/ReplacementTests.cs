using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Tests.Preflight;
using OpsCenter.Migrations.Tests.Toy;
using OpsCenter.Testing.Dumps;
using OpsCenter.Testing.Prerequisites;

namespace OpsCenter.Migrations.Tests.Backup;

/// <summary>What a replacement drops or overwrites is in the backup that it takes first.</summary>
public class ReplacementTests
{
    private const string Logs = """
        create table logs (id int, d date not null) partition by range (d);
        create table logs_2024 partition of logs for values from ('2024-01-01') to ('2025-01-01');
        insert into logs select i, '2024-05-05' from generate_series(1, 10) i
        """;

    [Fact]
    public async Task Partitions_that_came_since_are_in_the_backup_before_and_come_back_from_it()
    {
        using var folder = new BackupFolder();
        await using var shop = await CreateShopAsync(Logs);
        var migrator = await folder.MigratorAsync(shop);
        var backup = await migrator.BackupAsync();
        await shop.ExecuteAsync(
            """
            drop table logs_2024;
            create table logs_2025 partition of logs for values from ('2025-01-01') to ('2026-01-01');
            insert into logs select i, '2025-05-05' from generate_series(1, 5000) i
            """
        );

        var replaced = await migrator.RestoreOverAsync(backup.File, shop.Name);
        var dates = await shop.ScalarAsync<string>("select min(d) || ' ' || count(*) from logs");
        await migrator.RestoreOverAsync(replaced.Before!.File, shop.Name);

        dates.ShouldBe("2024-05-05 10");
        replaced.Notes.ShouldContain(note => note.StartsWith("public.logs_2025 is gone"));
        (await shop.ScalarAsync<long>("select count(*) from logs_2025")).ShouldBe(5000);
    }

    [Fact]
    public async Task Partitions_of_a_partition_that_came_since_are_counted_too()
    {
        using var folder = new BackupFolder();
        await using var shop = await CreateShopAsync(Logs);
        var backup = await (await folder.MigratorAsync(shop)).BackupAsync();
        await shop.ExecuteAsync(
            """
            create table logs_2025 partition of logs for values from ('2025-01-01') to ('2026-01-01') partition by list (id);
            create table logs_2025_1 partition of logs_2025 for values in (1);
            insert into logs values (1, '2025-05-05')
            """
        );
        using var slow = await FakePgDump.AroundTheRealOneAsync(
            "touch begun; sleep 1; exec $real \"$@\""
        );
        var migrator = await folder.MigratorAsync(shop, slow.Folder);

        var replacing = migrator.RestoreOverAsync(backup.File, shop.Name);
        while (!replacing.IsCompleted && !File.Exists(Path.Combine(slow.Folder, "begun")))
        {
            await Task.Delay(20);
        }

        // A row that is neither in the backup before nor afterwards must not be taken for written.
        var written = await Record.ExceptionAsync(() =>
            shop.ExecuteAsync("insert into logs_2025_1 values (1, '2025-06-06')")
        );
        var replaced = await replacing;

        written.ShouldNotBeNull();
        replaced.Notes.ShouldContain(note => note.StartsWith("public.logs_2025_1 is gone"));
    }

    [Fact]
    public async Task A_backup_before_that_lacks_rows_is_noticed_and_nothing_is_replaced()
    {
        using var folder = new BackupFolder();
        await using var shop = await CreateShopAsync("create table extra (id int)");
        var backup = await (await folder.MigratorAsync(shop)).BackupAsync();
        await shop.ExecuteAsync("insert into extra select generate_series(1, 10)");
        // The old file: its contents name every table, only the number of rows tells.
        using var partial = await FakePgDump.AroundTheRealOneAsync(
            $"for a; do case \"$a\" in --file=*) cp {backup.File} \"${{a#--file=}}\" ;; esac; done"
        );
        var migrator = await folder.MigratorAsync(shop, partial.Folder);

        var error = await Should.ThrowAsync<BackupFailedException>(() =>
            migrator.RestoreOverAsync(backup.File, shop.Name)
        );

        error.Message.ShouldContain("public.extra (0 of 10 rows)");
        (await shop.ScalarAsync<long>("select count(*) from extra")).ShouldBe(10);
    }

    [Fact]
    public async Task A_row_that_is_written_while_the_backup_is_taken_waits_and_is_not_lost()
    {
        using var folder = new BackupFolder();
        await using var shop = await CreateShopAsync("create table extra (id int)");
        var backup = await (await folder.MigratorAsync(shop)).BackupAsync();
        using var slow = await FakePgDump.AroundTheRealOneAsync(
            "touch begun; sleep 1; exec $real \"$@\""
        );
        var migrator = await folder.MigratorAsync(shop, slow.Folder);

        var replacing = migrator.RestoreOverAsync(backup.File, shop.Name);
        while (!replacing.IsCompleted && !File.Exists(Path.Combine(slow.Folder, "begun")))
        {
            await Task.Delay(20);
        }

        // The writer waits for the drop, and fails or finds the new table: its row is not taken for written.
        var written = await Record.ExceptionAsync(() =>
            shop.ExecuteAsync("insert into extra values (1)")
        );
        await replacing;

        var rows = await shop.ScalarAsync<long>("select count(*) from extra");
        rows.ShouldBe(written is null ? 1 : 0);
    }

    [Fact]
    public async Task Odd_names_are_replaced_and_what_they_use_is_kept()
    {
        using var folder = new BackupFolder();
        await using var shop = await CreateShopAsync(
            """
            create schema "li
            ne";
            create function "li
            ne".one() returns int language sql as 'select 2; select 1';
            create type "li
            ne"."mo
            od" as enum ('a');
            create table "li
            ne"."t
            COPY public.tags FROM stdin;" (id serial primary key, "c
            " int default 1, m "li
            ne"."mo
            od" default 'a');
            insert into "li
            ne"."t
            COPY public.tags FROM stdin;" ("c
            ") values (7), (8)
            """
        );
        var migrator = await folder.MigratorAsync(shop);
        var backup = await migrator.BackupAsync();
        await shop.ExecuteAsync("delete from \"li\nne\".\"t\nCOPY public.tags FROM stdin;\"");

        var restored = await migrator.RestoreOverAsync(backup.File, shop.Name);

        (
            await shop.ScalarAsync<long>(
                "select count(*) from \"li\nne\".\"t\nCOPY public.tags FROM stdin;\""
            )
        ).ShouldBe(2);
        restored.Notes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Functions_that_are_missing_are_made_with_bodies_of_several_statements()
    {
        Assert.SkipUnless(await PgDumpProgram.DumpableMajorAsync() >= 14, "BEGIN ATOMIC is of 14.");
        using var folder = new BackupFolder();
        await using var shop = await CreateShopAsync(
            """
            do $do$ begin
                execute 'create function two() returns int language sql begin atomic select 1; select 2; end';
            end $do$;
            create table uses (id int default two())
            """
        );
        var migrator = await folder.MigratorAsync(shop);
        var backup = await migrator.BackupAsync();
        await shop.ExecuteAsync("drop table uses; drop function two()");

        await migrator.RestoreOverAsync(backup.File, shop.Name);

        (await shop.ScalarAsync<int>("select two()")).ShouldBe(2);
    }

    [Fact]
    public async Task Views_on_replaced_tables_come_back_from_a_whole_backup()
    {
        using var folder = new BackupFolder();
        await using var shop = await CreateShopAsync(
            """
            create view b as select id, name from customers;
            create materialized view a as select id from b;
            create view c as select id from a
            """
        );
        var migrator = await folder.MigratorAsync(shop);
        var backup = await migrator.BackupAsync();
        await shop.ExecuteAsync("update customers set name = 'new'");

        var restored = await migrator.RestoreOverAsync(backup.File, shop.Name);

        restored.Notes.ShouldBeEmpty();
        restored.Before!.Whole.ShouldBeTrue();
        (await shop.ScalarAsync<bool>("select bool_or(name = 'new') from b")).ShouldBeFalse();
        (await shop.ScalarAsync<long>("select count(*) from c")).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task An_owner_who_is_no_superuser_replaces_its_tables()
    {
        using var folder = new BackupFolder();
        await using var database = await TestServer.For(TestMajors.Oldest).CreateDatabaseAsync();
        await using var role = await Role.CreateAsync(
            database,
            "create table t (id int primary key); alter table t owner to {0}; grant create on schema public to {0}"
        );
        var migrator = await folder.MigratorAsync(
            database,
            connectionString: role.ConnectionString
        );
        var backup = await migrator.BackupAsync();
        await database.ExecuteAsync("insert into t values (1)");

        await migrator.RestoreOverAsync(backup.File, database.Name);

        (await database.ScalarAsync<long>("select count(*) from t")).ShouldBe(0);
    }

    internal static async Task<TestDatabase> CreateShopAsync(string sql)
    {
        var shop = await Shop.CreateAsync(await PgDumpProgram.DumpableMajorAsync());
        await shop.ExecuteAsync(sql);
        return shop;
    }
}
