using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Versions;

namespace OpsCenter.Migrations.Tests.VersionRuns;

public sealed class AdoptTests
{
    [Theory]
    [InlineData(
        "create table schema_migrations (version bigint not null primary key, dirty boolean not null); insert into schema_migrations values (2, false)",
        "golang-migrate"
    )]
    [InlineData(
        "create table schema_migrations (version varchar(128) primary key); insert into schema_migrations values ('1'), ('2')",
        "dbmate"
    )]
    [InlineData(
        "create table goose_db_version (id serial primary key, version_id bigint not null, is_applied boolean not null, tstamp timestamp default now()); "
            + "insert into goose_db_version (version_id, is_applied) values (0, true), (1, true), (2, true), (3, true), (3, false)",
        "goose"
    )]
    [InlineData(
        "create table __diesel_schema_migrations (version varchar(50) primary key, run_on timestamp default now()); "
            + "insert into __diesel_schema_migrations values ('1'), ('2')",
        "diesel"
    )]
    [InlineData(
        "create table schemaversions (schemaversionsid serial, scriptname varchar(255), applied timestamp); "
            + "insert into schemaversions (scriptname) values ('App.Scripts.1_a.up.sql'), ('App.Scripts.2_b.up.sql')",
        "plain"
    )]
    [InlineData(
        "create table _sqlx_migrations (version bigint primary key, description text, installed_on timestamptz, success boolean, checksum bytea, "
            + "execution_time bigint); insert into _sqlx_migrations (version, success) values (1, true), (2, true), (3, false)",
        "sqlx"
    )]
    public async Task What_a_journal_has_is_recorded_as_applied(string journal, string tool)
    {
        await using var test = await FolderCase.CreateAsync();
        await test.ExecuteAsync(journal);
        test.With("1_a", "create table a ();")
            .With("2_b", "create table b ();")
            .With("3_c", "create table c ();");

        var adopted = await test.Migrator().AdoptAsync();
        var applied = await test.Migrator().ApplyAsync();

        adopted.Tool.ShouldBe(tool);
        adopted.Adopted.ShouldBe(["1 a", "2 b"]);
        adopted.Pending.ShouldBe(["3 c"]);
        applied.Steps.Select(step => step.Title).ShouldBe(["3 c"]);
    }

    [Fact]
    public async Task Prismas_journal_is_read_by_the_names_of_its_folders()
    {
        await using var test = await FolderCase.CreateAsync();
        await test.ExecuteAsync(
            """
            create table _prisma_migrations (id text primary key, migration_name text, started_at timestamptz, finished_at timestamptz,
                rolled_back_at timestamptz);
            insert into _prisma_migrations values ('1', '1_a', now(), now(), null), ('2', '2_b', now(), null, now());
            """
        );
        test.Folder.With("1_a/migration.sql", "create table a ();")
            .With("2_b/migration.sql", "create table b ();");

        (await test.Migrator().AdoptAsync()).Adopted.ShouldBe(["1_a"]);
    }

    [Fact]
    public async Task Flyways_journal_is_read_by_the_names_of_its_scripts()
    {
        await using var test = await FolderCase.CreateAsync();
        await test.ExecuteAsync(
            """
            create table flyway_schema_history (installed_rank int primary key, version varchar(50), description varchar(200), type varchar(20),
                script varchar(1000), checksum int, success boolean);
            insert into flyway_schema_history values (1, '1', 'a', 'SQL', 'V1__a.sql', 1, true);
            """
        );
        test.Folder.With("V1__a.sql", "create table a ();").With("V2__b.sql", "create table b ();");

        (await test.Migrator().AdoptAsync()).Adopted.ShouldBe(["1 a"]);
    }

    [Fact]
    public async Task A_reworked_change_of_sqitch_is_applied_as_often_as_its_registry_has_it()
    {
        await using var test = await FolderCase.CreateAsync();
        await test.ExecuteAsync(
            """
            create schema sqitch;
            create table sqitch.changes (change_id text primary key, change text not null, project text not null, committed_at timestamptz);
            insert into sqitch.changes values ('1', 'a', 'p', now()), ('2', 'b', 'p', now());
            """
        );
        test.Folder.With(
                "sqitch.plan",
                "%project=p\n\na 2024-01-01T00:00:00Z A <a@b>\nb 2024-01-01T00:00:00Z A <a@b>\n@v1 2024-01-02T00:00:00Z A <a@b>\n"
                    + "a [a@v1] 2024-01-03T00:00:00Z A <a@b>\n"
            )
            .With("deploy/a@v1.sql", "create table a ();")
            .With("deploy/b.sql", "create table b ();")
            .With("deploy/a.sql", "alter table a add i int;");

        (await test.Migrator().AdoptAsync()).Pending.ShouldBe(["a"]);
    }

    [Theory]
    [InlineData(
        "create table schema_migrations (version bigint primary key, dirty boolean); insert into schema_migrations values (2, true)",
        "version 2 is dirty"
    )]
    [InlineData(
        "create table schema_migrations (version bigint primary key, dirty boolean); insert into schema_migrations values (9, false)",
        "stands at version 9"
    )]
    [InlineData(
        "create table schema_migrations (version varchar primary key); insert into schema_migrations values ('1'), ('7')",
        "has 2 migrations, and the folder has 1 of them"
    )]
    [InlineData(
        "create view schema_migrations as select 1::bigint as version, false as dirty",
        "is no plain table"
    )]
    public async Task A_journal_that_does_not_fit_is_refused(string journal, string what)
    {
        await using var test = await FolderCase.CreateAsync();
        await test.ExecuteAsync(journal);
        test.With("1_a", "create table a ();").With("2_b", "create table b ();");

        (
            await Should.ThrowAsync<VersionConflictException>(() => test.Migrator().AdoptAsync())
        ).Message.ShouldContain(what);
        (await test.Migrator().StatusAsync()).Versions.ShouldAllBe(version =>
            version.State == VersionState.Pending
        );
    }

    [Fact]
    public async Task A_journal_that_was_not_adopted_keeps_migrations_from_running_again()
    {
        await using var test = await FolderCase.CreateAsync();
        await test.ExecuteAsync(
            "create table schema_migrations (version bigint primary key, dirty boolean); insert into schema_migrations values (1, false)"
        );
        test.With("1_a", "insert into reader (name) values ('twice');");

        (
            await Should.ThrowAsync<VersionConflictException>(() => test.Migrator().ApplyAsync())
        ).Remedy.ShouldContain("opscenter adopt");
        (await test.Migrator().PlanAsync()).Obstacle.ShouldNotBeNull();
        (
            await test.Migrator(new FolderOptions { IgnoreForeign = true }).ApplyAsync()
        ).Steps.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_journal_is_not_adopted_again_after_a_rollback()
    {
        await using var test = await FolderCase.CreateAsync();
        await test.ExecuteAsync(
            "create table schema_migrations (version bigint primary key, dirty boolean); insert into schema_migrations values (1, false); create table a ()"
        );
        test.With("1_a", "create table a ();", "drop table a;");
        await test.Migrator().AdoptAsync();
        await test.Migrator().RollbackAsync();

        (await test.Migrator().StatusAsync()).Foreign.ShouldBeNull();
        await Should.ThrowAsync<VersionConflictException>(() => test.Migrator().AdoptAsync());
        (await test.Migrator().ApplyAsync()).Steps.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Nothing_to_adopt_is_an_error()
    {
        await using var test = await FolderCase.CreateAsync();
        test.With("1_a", "create table a ();");

        await Should.ThrowAsync<VersionConflictException>(() => test.Migrator().AdoptAsync());
    }
}
