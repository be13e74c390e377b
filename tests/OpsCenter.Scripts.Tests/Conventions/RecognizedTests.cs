using OpsCenter.Tests.Shared;

namespace OpsCenter.Scripts.Tests.Conventions;

public sealed class RecognizedTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Two_files_for_each_migration_are_golang_migrates()
    {
        var read = _folder
            .With("000002_add_email.up.sql", "alter table t add email text;")
            .With("000002_add_email.down.sql", "alter table t drop email;")
            .With("000001_init.up.sql", "create table t ();")
            .Path.ReadMigrations();

        read.Convention.Name.ShouldBe("golang-migrate");
        read.Migrations.Select(migration => migration.Title)
            .ShouldBe(["000001 init", "000002 add_email"]);
        read.Migrations[0].Down.ShouldBeNull();
        read.Migrations[1]
            .Down!.Script.Statements.Single()
            .Text.ShouldBe("alter table t drop email");
    }

    [Fact]
    public void Versions_are_ordered_as_numbers()
    {
        var read = _folder
            .With("10_c.up.sql")
            .With("9_b.up.sql")
            .With("008_a.up.sql")
            .Path.ReadMigrations();

        read.Migrations.Select(migration => migration.Name).ShouldBe(["a", "b", "c"]);
    }

    [Theory]
    [InlineData("-- +migrate Up", "-- +migrate Down", "sql-migrate")]
    [InlineData("-- migrate:up", "-- migrate:down", "dbmate")]
    public void A_number_is_enough_of_a_name(string up, string down, string tool)
    {
        var read = _folder
            .With("0001.sql", $"{up}\nselect 1;\n{down}\nselect 2;\n")
            .With("0002_b.sql", $"{up}\nselect 3;\n")
            .Path.ReadMigrations();

        read.Convention.Name.ShouldBe(tool);
        read.Migrations.Count.ShouldBe(2);
        read.Migrations[0].Up.Script.Statements.ShouldHaveSingleItem().Text.ShouldBe("select 1");
        read.Migrations[0].Down!.Script.Statements.ShouldHaveSingleItem().Text.ShouldBe("select 2");
    }

    [Fact]
    public void V_U_and_R_files_are_flyways()
    {
        var read = _folder
            .With("V1.10__ten.sql")
            .With("V1_2__two.sql")
            .With("U1.2__two.sql", "select 2;")
            .With("R__view.sql")
            .With("V1_2__two.sql.conf", "executeInTransaction=false\n")
            .Path.ReadMigrations();

        read.Convention.Name.ShouldBe("flyway");
        read.Migrations.Select(migration => migration.Name).ShouldBe(["two", "ten", "view"]);
        read.Migrations[0].Down.ShouldNotBeNull();
        read.Migrations[0].Up.InTransaction.ShouldBeFalse();
        read.Migrations[1].Up.InTransaction.ShouldBeTrue();
        read.Migrations[2].IsRepeatable.ShouldBeTrue();
    }

    [Fact]
    public void Both_directions_of_a_dbmate_file_keep_its_lines()
    {
        var read = _folder
            .With(
                "20240101_email.sql",
                "-- migrate:up transaction:false\nselect 1;\nselect 2;\n-- migrate:down\nselect 3;\n"
            )
            .Path.ReadMigrations();

        var migration = read.Migrations.Single();
        read.Convention.Name.ShouldBe("dbmate");
        migration.Up.InTransaction.ShouldBeFalse();
        migration
            .Up.Script.Statements.Select(statement => (statement.Text, statement.Line))
            .ShouldBe([("select 1", 2), ("select 2", 3)]);
        migration.Down!.InTransaction.ShouldBeTrue();
        migration
            .Down.Script.Statements.Select(statement => (statement.Text, statement.Line))
            .ShouldBe([("select 3", 5)]);
    }

    [Fact]
    public void A_down_section_that_comes_first_is_no_part_of_the_up_script()
    {
        var migration = _folder
            .With("1_a.sql", "-- migrate:down\nselect 3;\n-- migrate:up\nselect 1;\n")
            .Path.ReadMigrations()
            .Migrations.Single();

        migration.Up.Script.Statements.Single().Text.ShouldBe("select 1");
        migration.Down!.Script.Statements.Single().Text.ShouldBe("select 3");
    }

    [Fact]
    public void Goose_annotations_are_read()
    {
        var read = _folder
            .With(
                "00001_f.sql",
                "-- +goose NO TRANSACTION\n-- +goose Up\n-- +goose StatementBegin\ncreate function f() returns int language sql as 'select 1;';\n"
                    + "-- +goose StatementEnd\nselect 2;\n-- +goose Down\nselect 3;\n"
            )
            .Path.ReadMigrations();

        read.Convention.Name.ShouldBe("goose");
        var migration = read.Migrations.Single();
        migration.Up.InTransaction.ShouldBeFalse();
        migration.Up.Script.Statements.Count.ShouldBe(2);
        migration.Down!.Script.Statements.Single().Line.ShouldBe(8);
    }

    [Fact]
    public void Comments_of_sql_migrate_and_node_pg_migrate_are_read()
    {
        _folder
            .With(
                "1_a.sql",
                "-- +migrate Up notransaction\nselect 1;\n-- +migrate Down\nselect 2;\n"
            )
            .Path.ReadMigrations()
            .Migrations.Single()
            .Up.InTransaction.ShouldBeFalse();

        using var other = new TemporaryFolder();
        other
            .With(
                "1700000000000_a.sql",
                "-- Up Migration\nselect 1;\n\n-- Down Migration\nselect 2;\n"
            )
            .Path.ReadMigrations()
            .Convention.Name.ShouldBe("node-pg-migrate");
    }

    [Fact]
    public void Folders_are_diesels()
    {
        var read = _folder
            .With("2024-01-02-030405_b/up.sql")
            .With("2024-01-02-030405_b/down.sql", "-- nothing\n")
            .With("2024-01-02-030405_b/metadata.toml", "run_in_transaction = false\n")
            .With("00000000000000_diesel_initial_setup/up.sql")
            .Path.ReadMigrations();

        read.Convention.Name.ShouldBe("diesel");
        read.Migrations.Select(migration => migration.Key)
            .ShouldBe(["00000000000000", "20240102030405"]);
        read.Migrations[1].Down.ShouldBeNull("it has no statement");
        read.Migrations[1].Up.InTransaction.ShouldBeFalse();
    }

    [Fact]
    public void A_sqitch_plan_gives_the_order()
    {
        var read = _folder
            .With(
                "sqitch.plan",
                "%syntax-version=1.0.0\n%project=p\n\nschema 2024-01-01T00:00:00Z A <a@b> # first\nb [schema] 2024-01-02T00:00:00Z A <a@b>\n"
                    + "@v1 2024-01-03T00:00:00Z A <a@b>\nschema [schema@v1] 2024-01-04T00:00:00Z A <a@b>\n"
            )
            .With("deploy/schema.sql", "begin; select 2; commit;")
            .With("deploy/schema@v1.sql")
            .With("deploy/b.sql")
            .With("revert/b.sql")
            .With("verify/b.sql")
            .Path.ReadMigrations();

        read.Convention.Name.ShouldBe("sqitch");
        read.Migrations.Select(migration => migration.Up.File)
            .ShouldBe(["deploy/schema@v1.sql", "deploy/b.sql", "deploy/schema.sql"]);
        read.Migrations[1].Down!.File.ShouldBe("revert/b.sql");
        read.Migrations[1].Verify!.File.ShouldBe("verify/b.sql");
    }

    [Fact]
    public void Scripts_of_a_reworked_change_are_under_the_last_tag_that_has_one()
    {
        var read = _folder
            .With(
                "sqitch.plan",
                "%project=p\n\na 2024-01-01T00:00:00Z A <a@b>\n@v1 2024-01-02T00:00:00Z A <a@b>\n@v2 2024-01-02T00:00:00Z A <a@b>\n"
                    + "@v3 2024-01-02T00:00:00Z A <a@b>\na [a@v2] 2024-01-03T00:00:00Z A <a@b># no blank before the note\n"
                    + "@v4 2024-01-04T00:00:00Z A <a@b>\na [a@v4] 2024-01-05T00:00:00Z A <a@b>\n@v5 2024-01-06T00:00:00Z A <a@b>\n"
            )
            .With("deploy/a.sql")
            .With("deploy/a@v2.sql")
            .With("deploy/a@v4.sql")
            .Path.ReadMigrations();

        read.Migrations.Select(migration => migration.Up.File)
            .ShouldBe(["deploy/a@v2.sql", "deploy/a@v4.sql", "deploy/a.sql"]);
    }

    [Fact]
    public void The_name_of_a_sqitch_change_may_have_slashes()
    {
        var read = _folder
            .With("sqitch.plan", "%project=p\n\nschemas/main/base 2024-01-01T00:00:00Z A <a@b>\n")
            .With("deploy/schemas/main/base.sql")
            .With("revert/schemas/main/base.sql", "select 1;")
            .Path.ReadMigrations();

        read.Migrations.Single().Up.File.ShouldBe("deploy/schemas/main/base.sql");
        read.Migrations.Single().Down!.File.ShouldBe("revert/schemas/main/base.sql");
    }

    [Fact]
    public void Files_of_sql_migrate_with_one_number_are_ordered_by_name()
    {
        var read = _folder
            .With("3-a.sql", "-- +migrate Up\nselect 1;\n")
            .With("2-c.sql", "-- +migrate Up\nselect 1;\n")
            .With("2-b.sql", "-- +migrate Up\nselect 1;\n")
            .Path.ReadMigrations();

        read.Migrations.Select(migration => migration.Key).ShouldBe(["2-b", "2-c", "3-a"]);
    }

    [Fact]
    public void Flyway_runs_a_script_of_concurrent_builds_only_in_no_transaction()
    {
        var read = _folder
            .With(
                "V1__i.sql",
                "drop index concurrently if exists i;\ncreate index concurrently i on t (a);"
            )
            .With("V2__mixed.sql", "create table t ();\ncreate index concurrently i on t (a);")
            .Path.ReadMigrations();

        read.Migrations[0].Up.InTransaction.ShouldBeFalse();
        read.Migrations[1].Up.InTransaction.ShouldBeTrue();
    }

    [Fact]
    public void Any_other_sql_files_are_run_by_name()
    {
        var read = _folder
            .With("0002-b.sql")
            .With("0001-a.sql")
            .With("0002-b.down.sql")
            .Path.ReadMigrations();

        read.Convention.Name.ShouldBe("plain");
        read.Migrations.Select(migration => migration.Title).ShouldBe(["0001-a.sql", "0002-b.sql"]);
        read.Migrations[1].Down!.File.ShouldBe("0002-b.down.sql");
    }

    [Fact]
    public void A_directive_takes_a_script_out_of_its_transaction() =>
        _folder
            .With(
                "1_a.up.sql",
                "-- opscenter: no-transaction\ncreate index concurrently i on t (a);"
            )
            .Path.ReadMigrations()
            .Migrations.Single()
            .Up.InTransaction.ShouldBeFalse();

    [Fact]
    public void A_checksum_ignores_line_endings_and_the_other_direction()
    {
        var text = "-- migrate:up\nselect 1;\nselect 2;\n-- migrate:down\nselect 3;\n";
        var before = _folder
            .With("1_a.sql", text)
            .Path.ReadMigrations()
            .Migrations.Single()
            .Up.Checksum;
        var changed = text.Replace("3", "4").Replace("\n", "\r\n");
        _folder
            .With("1_a.sql", changed)
            .Path.ReadMigrations()
            .Migrations.Single()
            .Up.Checksum.ShouldBe(before);
        _folder
            .With("1_a.sql", text.Replace("2", "5"))
            .Path.ReadMigrations()
            .Migrations.Single()
            .Up.Checksum.ShouldNotBe(before);
    }
}
