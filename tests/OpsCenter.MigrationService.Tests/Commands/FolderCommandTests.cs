using CliWrap.Buffered;
using OpsCenter.MigrationService.Tests.Approved;
using OpsCenter.MigrationService.Tests.Processes;
using OpsCenter.Tests.Shared;

namespace OpsCenter.MigrationService.Tests.Commands;

/// <summary>The commands with <c>--migrations</c>, as a user of golang-migrate would run them.</summary>
public sealed class FolderCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new TemporaryFolder()
        .With(
            "000001_init.up.sql",
            "create table orders (id serial primary key, customer text not null);"
        )
        .With("000001_init.down.sql", "drop table orders;")
        .With("000002_note.up.sql", "alter table orders add column note text;")
        .With("000002_note.down.sql", "alter table orders drop column note;");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_folder_is_adopted_applied_rolled_back_and_restored()
    {
        await using var database = await V1Database.CreateEmptyAsync();
        await database.ExecuteAsync(
            """
            create table schema_migrations (version bigint primary key, dirty boolean not null);
            insert into schema_migrations values (1, false);
            create table orders (id serial primary key, customer text not null);
            insert into orders (customer) values ('a'), ('b');
            """
        );

        (await ShapeAsync(database, "adopt")).ShouldBeApproved("folder-adopt");
        (await ShapeAsync(database, "plan")).ShouldBeApproved("folder-plan");
        (await ShapeAsync(database, "apply")).ShouldBeApproved("folder-apply");
        await database.ExecuteAsync("update orders set note = 'x' || id");
        (await ShapeAsync(database, "verify")).ShouldBeApproved("folder-verify");
        (await ShapeAsync(database, "rollback")).ShouldBeApproved("folder-rollback");
        (await ShapeAsync(database, "status")).ShouldBeApproved("folder-status");
        await RunAsync(database, "apply");
        (await ShapeAsync(database, "restore-archive")).ShouldBeApproved("folder-restore-archive");

        (
            await database.ScalarAsync<string>(
                "select string_agg(note, ',' order by id) from orders"
            )
        ).ShouldBe("x1,x2");
    }

    [Fact]
    public async Task A_verification_says_that_objects_of_adopted_migrations_were_not_checked()
    {
        await using var database = await V1Database.CreateEmptyAsync();
        await database.ExecuteAsync(
            """
            create table schema_migrations (version bigint primary key, dirty boolean not null);
            insert into schema_migrations values (1, false);
            create table orders (id serial primary key, customer text not null);
            """
        );
        await RunAsync(database, "adopt");
        await RunAsync(database, "apply");

        (await RunAsync(database, "verify")).StandardOutput.ShouldBe(
            "Verified: every migration is applied, and 1 object is as recorded; the objects of 1 adopted migration are not recorded and were not checked.\n"
        );
        await database.ExecuteAsync("alter table orders drop column note");
        (await RunAsync(database, "verify")).StandardOutput.ShouldStartWith(
            "Not verified: 1 problem found, 1 recorded object compared; the objects of 1 adopted migration are not recorded and were not checked.\n  000002 note: column public.orders.note is missing\n"
        );
    }

    [Fact]
    public async Task A_dry_run_says_which_locks_a_migration_takes()
    {
        await using var database = await V1Database.CreateDumpableAsync();
        using var folder = new TemporaryFolder().With(
            "1_index.up.sql",
            "create index on llm_providers (type);"
        );

        var result = await OpsCenterProcess.RunAsync(
            database,
            "dry-run",
            "--migrations",
            folder.Path,
            "--json"
        );

        result.ExitCode.ShouldBe(ExitCodes.Done, result.StandardError);
        JsonShape.Of(result.StandardOutput).ShouldBeApproved("folder-dry-run");
    }

    [Fact]
    public async Task A_folder_that_cannot_be_used_is_an_error_before_a_connection_is_made()
    {
        _folder.With("000002_twice.up.sql");

        var result = await OpsCenterProcess.RunAsync(
            "Host=127.0.0.1;Port=1",
            "apply",
            "--migrations",
            _folder.Path
        );

        result.ExitCode.ShouldBe(ExitCodes.Usage);
        result.StandardError.ShouldContain("Version 000002 is there twice");
    }

    [Fact]
    public async Task A_plan_that_would_be_refused_ends_with_4()
    {
        await using var database = await V1Database.CreateEmptyAsync();
        await RunAsync(database, "apply");
        File.Delete(Path.Combine(_folder.Path, "000001_init.up.sql"));
        File.Delete(Path.Combine(_folder.Path, "000001_init.down.sql"));

        var plan = await RunAsync(database, "plan");

        plan.ExitCode.ShouldBe(ExitCodes.Refused);
        plan.StandardOutput.ShouldContain("apply would be refused: 000001 init is applied");
    }

    private Task<BufferedCommandResult> RunAsync(
        TestDatabase database,
        params string[] arguments
    ) => OpsCenterProcess.RunAsync(database, [.. arguments, "--migrations", _folder.Path]);

    private async Task<string> ShapeAsync(TestDatabase database, params string[] arguments)
    {
        var result = await RunAsync(database, [.. arguments, "--json"]);
        result.ExitCode.ShouldBe(ExitCodes.Done, result.StandardError);
        return JsonShape.Of(result.StandardOutput);
    }
}
