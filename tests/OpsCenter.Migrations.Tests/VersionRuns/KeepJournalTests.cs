using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Versions;
using OpsCenter.Scripts;

namespace OpsCenter.Migrations.Tests.VersionRuns;

/// <summary>The journal of the tool used so far says what is applied, so that a team can go back to it.</summary>
public sealed class KeepJournalTests
{
    private static readonly FolderOptions Keep = new() { KeepJournal = true };

    private const string Golang =
        "create table schema_migrations (version bigint primary key, dirty boolean not null); insert into schema_migrations values (1, false)";

    [Fact]
    public async Task The_version_of_golang_migrate_follows_apply_and_rollback()
    {
        await using var test = await AdoptedAsync(Golang);

        await test.Migrator(Keep).ApplyAsync();
        (await VersionAsync(test)).ShouldBe("3 f");
        await test.Migrator(Keep).RollbackAsync();
        (await VersionAsync(test)).ShouldBe("2 f");
        await test.Migrator(Keep with { To = "0" }).RollbackAsync();
        (await VersionAsync(test)).ShouldBe("none");
        await test.Migrator(Keep).ApplyAsync();
        (await VersionAsync(test)).ShouldBe("3 f");
    }

    [Fact]
    public async Task What_was_applied_without_keeping_it_is_made_up_for()
    {
        await using var test = await AdoptedAsync(Golang);

        await test.Migrator(new FolderOptions { Steps = 1 }).ApplyAsync();
        (await VersionAsync(test)).ShouldBe("1 f");
        await test.Migrator(Keep).ApplyAsync();
        (await VersionAsync(test)).ShouldBe("3 f");
    }

    [Fact]
    public async Task A_script_that_fails_leaves_the_journal_as_it_was()
    {
        await using var test = await AdoptedAsync(Golang);
        test.With("4_d", "select 1 / 0;");

        await Should.ThrowAsync<ScriptFailedException>(() => test.Migrator(Keep).ApplyAsync());

        (await VersionAsync(test)).ShouldBe("3 f");
    }

    [Fact]
    public async Task A_script_without_a_transaction_is_kept_too()
    {
        await using var test = await AdoptedAsync(Golang);
        test.With(
            "4_d",
            "-- opscenter: no-transaction\ncreate index concurrently on reader (name);",
            "-- opscenter: no-transaction\ndrop index concurrently reader_name_idx;"
        );

        await test.Migrator(Keep).ApplyAsync();
        (await VersionAsync(test)).ShouldBe("4 f");
        await test.Migrator(Keep).RollbackAsync();
        (await VersionAsync(test)).ShouldBe("3 f");
    }

    [Theory]
    [InlineData(
        "dbmate",
        "create table schema_migrations (version varchar primary key); insert into schema_migrations values ('1')",
        "select string_agg(version, ' ' order by version) from schema_migrations",
        "-- migrate:up\n",
        "\n-- migrate:down\n"
    )]
    [InlineData(
        "goose",
        "create table goose_db_version (id serial primary key, version_id bigint not null, is_applied boolean not null, tstamp timestamp default now()); insert into goose_db_version (version_id, is_applied) values (0, true), (1, true)",
        "select string_agg(version_id::text, ' ' order by version_id) from goose_db_version where is_applied and version_id > 0",
        "-- +goose Up\n",
        "\n-- +goose Down\n"
    )]
    [InlineData(
        "sql-migrate",
        "create table gorp_migrations (id text primary key, applied_at timestamptz); insert into gorp_migrations values ('1_a.sql', now())",
        "select string_agg(left(id, 1), ' ' order by id) from gorp_migrations where id ~ '^[12]_[ab].sql$' and applied_at <= now()",
        "-- +migrate Up\n",
        "\n-- +migrate Down\n"
    )]
    [InlineData(
        "node-pg-migrate",
        "create table pgmigrations (id serial primary key, name varchar(255) not null, run_on timestamp not null); insert into pgmigrations (name, run_on) values ('1_a', now())",
        "select string_agg(left(name, 1), ' ' order by id) from pgmigrations where name in ('1_a', '2_b')",
        "-- Up Migration\n",
        "\n-- Down Migration\n"
    )]
    public async Task The_list_of_another_tool_follows(
        string convention,
        string journal,
        string list,
        string up,
        string down
    )
    {
        await using var test = await FolderCase.CreateAsync();
        await test.ExecuteAsync($"{journal}; create table a ()");
        test.Folder.With("1_a.sql", $"{up}create table a ();{down}drop table a;")
            .With("2_b.sql", $"{up}create table b ();{down}drop table b;");
        FolderMigrator Migrator(FolderOptions options) =>
            new(
                test.Database.DataSource,
                MigrationFolder.Read(test.Folder.Path, convention),
                options
            );
        await Migrator(Keep).AdoptAsync();

        await Migrator(Keep).ApplyAsync();
        (await test.ScalarAsync<string>(list)).ShouldBe("1 2");
        await Migrator(Keep).RollbackAsync();
        (await test.ScalarAsync<string>(list)).ShouldBe("1");
        await Migrator(Keep).ApplyAsync();
        (await test.ScalarAsync<string>(list)).ShouldBe("1 2");
    }

    [Fact]
    public async Task The_list_of_diesel_follows()
    {
        await using var test = await FolderCase.CreateAsync();
        await test.ExecuteAsync(
            "create table __diesel_schema_migrations (version varchar(50) primary key not null, run_on timestamp not null default current_timestamp); "
                + "insert into __diesel_schema_migrations (version) values ('20240101000000'); create table a ()"
        );
        test.Folder.With("2024-01-01-000000_a/up.sql", "create table a ();")
            .With("2024-01-01-000000_a/down.sql", "drop table a;")
            .With("2024-01-02-000000_b/up.sql", "create table b ();")
            .With("2024-01-02-000000_b/down.sql", "drop table b;");
        const string List =
            "select string_agg(version, ' ' order by version) from __diesel_schema_migrations";
        await test.Migrator(Keep).AdoptAsync();

        await test.Migrator(Keep).ApplyAsync();
        (await test.ScalarAsync<string>(List)).ShouldBe("20240101000000 20240102000000");
        await test.Migrator(Keep).RollbackAsync();
        (await test.ScalarAsync<string>(List)).ShouldBe("20240101000000");
    }

    [Fact]
    public async Task The_history_of_Flyway_follows_with_its_checksums()
    {
        await using var test = await FolderCase.CreateAsync();
        await test.ExecuteAsync(
            "create table flyway_schema_history (installed_rank int primary key, version varchar(50), description varchar(200) not null, type varchar(20) not null, "
                + "script varchar(1000) not null, checksum int, installed_by varchar(100) not null, installed_on timestamp not null default now(), "
                + "execution_time int not null, success boolean not null); create table a ();"
                + "insert into flyway_schema_history values (1, '1', 'a', 'SQL', 'V1__a.sql', 5, 'x', now(), 1, true)"
        );
        test.Folder.With("V1__a.sql", "create table a ();")
            .With("V1_1__add_b.sql", "\uFEFFcreate table b ();\r\n-- \u00fc\n")
            .With("U1_1__add_b.sql", "drop table b;")
            .With("R__view.sql", "create or replace view v as select 1;");
        const string List =
            "select string_agg(concat_ws('|', installed_rank, version, description, type, script, checksum, success), ' ' order by installed_rank) from flyway_schema_history where installed_rank > 1";
        await test.Migrator(Keep).AdoptAsync();

        await test.Migrator(Keep).ApplyAsync();
        var applied = await test.ScalarAsync<string>(List);
        test.Folder.With("R__view.sql", "create or replace view v as select 1;\n-- more");
        await test.Migrator(Keep).ApplyAsync();
        var again = await test.ScalarAsync<string>(List);
        await test.Migrator(Keep).RollbackAsync();

        // The sums are those of zlib's crc32 for the lines one after the other.
        applied.ShouldBe(
            "2|1.1|add b|SQL|V1_1__add_b.sql|-639045359|t 3|view|SQL|R__view.sql|579771852|t"
        );
        again.ShouldBe($"{applied} 4|view|SQL|R__view.sql|1296763530|t");
        (await test.ScalarAsync<string>(List)).ShouldNotContain("add b");
    }

    [Theory]
    [InlineData(null, "There is no journal of another tool")]
    [InlineData(
        "create schema sqitch; create table sqitch.changes (change text, project text, committed_at timestamptz)",
        "The journal of sqitch, sqitch.changes, cannot be kept: those of golang-migrate, flyway, dbmate, goose, diesel,"
    )]
    public async Task A_journal_that_cannot_be_kept_is_refused_before_anything_runs(
        string? journal,
        string problem
    )
    {
        await using var test = await FolderCase.CreateAsync();
        if (journal is not null)
        {
            await test.ExecuteAsync(journal);
        }

        test.With("1_a", "create table a ();");

        (
            await Should.ThrowAsync<VersionConflictException>(() =>
                test.Migrator(Keep).ApplyAsync()
            )
        ).Message.ShouldStartWith(problem);
        (await test.ScalarAsync<bool>("select to_regclass('a') is null")).ShouldBeTrue();
    }

    [Fact]
    public async Task What_the_journal_cannot_say_is_rolled_back()
    {
        await using var test = await AdoptedAsync(Golang);
        await test.Migrator(Keep with { To = "0" }).RollbackAsync();
        test.With("3_c", "create table c ();");

        var options = Keep with { OutOfOrder = true };
        await test.ExecuteAsync(
            "insert into opscenter_migrations.version (source, version, name, file, checksum, is_repeatable, state, began_at, applied_at, applied_by) "
                + $"values ('default', '3', 'c', '3_c.up.sql', '{MigrationFolder.Read(test.Folder.Path).Migrations[2].Up.Checksum}', false, 'applied', now(), now(), 'x')"
        );

        (
            await Should.ThrowAsync<VersionConflictException>(() =>
                test.Migrator(options with { Steps = 1 }).ApplyAsync()
            )
        ).Message.ShouldContain("it would say that 2 b is applied, and it is not");
        (await test.ScalarAsync<bool>("select to_regclass('a') is null")).ShouldBeTrue();
    }

    private static async Task<FolderCase> AdoptedAsync(string journal)
    {
        var test = await FolderCase.CreateAsync();
        await test.ExecuteAsync($"{journal}; create table a ()");
        test.With("1_a", "create table a ();", "drop table a;")
            .With("2_b", "create table b ();", "drop table b;")
            .With("3_c", "create table c ();", "drop table c;");
        await test.Migrator().AdoptAsync();
        return test;
    }

    private static Task<string> VersionAsync(FolderCase test) =>
        test.ScalarAsync<string>(
            "select coalesce((select concat(version, ' ', dirty) from schema_migrations), 'none')"
        );
}
