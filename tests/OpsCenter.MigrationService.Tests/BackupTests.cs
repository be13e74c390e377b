using OpsCenter.MigrationService.Tests.Processes;
using OpsCenter.Testing;
using OpsCenter.Testing.Prerequisites;
using OpsCenter.Testing.Templates;

namespace OpsCenter.MigrationService.Tests;

public class BackupTests
{
    [Fact]
    public async Task Apply_takes_a_backup_first_and_shows_where_how_big_and_how_long()
    {
        using var folder = new BackupFolder();
        await using var database = await V1Database.CreateDumpableAsync();

        var result = await OpsCenterProcess.RunAsync(
            database,
            "apply",
            "--backup-dir",
            folder.Path
        );

        result.ExitCode.ShouldBe(ExitCodes.Done, result.StandardError);
        result.StandardOutput.ShouldContain($"public.llm_usage_logs: {folder.File}");
        result.StandardOutput.ShouldMatch(
            "KiB in .* m?s, 3 tables, by pg_dump .*checked by listing"
        );
    }

    [Fact]
    public async Task A_rollback_takes_one_too_and_the_worker()
    {
        using var folder = new BackupFolder();
        await using var database = await V1Database.CreateDumpableAsync();

        await OpsCenterProcess.RunAsync(database, "worker", "--backup-dir", folder.Path);
        await OpsCenterProcess.RunAsync(database, "rollback", "--backup-dir", folder.Path);

        Directory.GetFiles(folder.Path, "*_before_v2_*").Length.ShouldBe(1);
        Directory.GetFiles(folder.Path, "*_before_rollback_of_v2_*").Length.ShouldBe(1);
    }

    [Fact]
    public async Task No_backup_is_said_in_one_line()
    {
        await using var database = await V1Database.CreateAsync();

        var result = await OpsCenterProcess.RunAsync(database, "worker");

        result.StandardOutput.ShouldContain(
            "No backup was taken: it was switched off (--no-backup)."
        );
    }

    [Theory]
    [InlineData("a")]
    [InlineData("b")]
    public async Task What_apply_backed_up_comes_back_in_a_new_database(string shape)
    {
        using var folder = new BackupFolder();
        await using var database = await TestServer
            .For(await PgDumpProgram.DumpableMajorAsync())
            .CreateDatabaseAsync(shape == "a" ? V1Templates.ShapeA : V1Templates.ShapeB);
        var before = await DataSnapshot.TakeAsync(database);
        await OpsCenterProcess.RunAsync(database, "apply", "--backup-dir", folder.Path);

        var restored = await OpsCenterProcess.RunAsync(
            database,
            "restore",
            "--file",
            folder.File,
            "--into",
            $"{database.Name}_copy"
        );

        restored.ExitCode.ShouldBe(ExitCodes.Done, restored.StandardError);
        await using var copy = await TestServer
            .For(database.Major)
            .AdoptDatabaseAsync($"{database.Name}_copy");
        var there = await DataSnapshot.TakeAsync(copy);
        there.Columns.Keys.ShouldContain("public.llm_usage_logs");
        there.Lines.ShouldBe(
            before.Lines.Where(line => there.Columns.Keys.Contains(line.Split(": ")[0]))
        );
    }

    [Fact]
    public async Task Before_a_restore_over_migrated_tables_the_rollback_is_asked_for_and_then_it_works()
    {
        using var folder = new BackupFolder();
        await using var database = await V1Database.CreateDumpableAsync();
        var before = await DataSnapshot.TakeAsync(database);
        await OpsCenterProcess.RunAsync(database, "apply", "--backup-dir", folder.Path);
        string[] replace =
        [
            "restore",
            "--file",
            folder.File,
            "--replace",
            database.Name,
            "--no-backup",
        ];
        await database.ExecuteAsync("delete from llm_usage_logs");

        var refused = await OpsCenterProcess.RunAsync(database, replace);
        await OpsCenterProcess.RunAsync(database, "rollback");
        var restored = await OpsCenterProcess.RunAsync(database, replace);

        ShouldEnd(refused, ExitCodes.Refused, "restore-refused");
        restored.ExitCode.ShouldBe(ExitCodes.Done, restored.StandardError);
        (await before.RetakeAsync(database)).ShouldEqual(before);
    }

    [Fact]
    public async Task A_backup_is_listed_after_it_was_read_to_its_end()
    {
        using var folder = new BackupFolder();
        await using var database = await V1Database.CreateDumpableAsync();
        await OpsCenterProcess.RunAsync(database, "backup", "--whole", "--backup-dir", folder.Path);

        var listed = await OpsCenterProcess.RunAsync(
            database,
            "restore",
            "--file",
            folder.File,
            "--list"
        );

        listed.StandardOutput.ShouldContain("TABLE DATA public llm_routing_rules");
        listed.StandardOutput.ShouldContain("was read to its end");
    }

    [Theory]
    [InlineData(
        ExitCodes.BackupFailed,
        "pg-dump-missing",
        "apply",
        "--pg-dump",
        "/nowhere",
        "--backup-dir",
        "/tmp"
    )]
    [InlineData(ExitCodes.BackupFailed, "backup-failed", "backup", "--backup-dir", "/proc/nowhere")]
    [InlineData(
        ExitCodes.BackupFailed,
        "backup-unreadable",
        "restore",
        "--file",
        "/nowhere",
        "--list"
    )]
    [InlineData(
        ExitCodes.BackupFailed,
        "backup-unreadable",
        "restore",
        "--file",
        "/etc/passwd",
        "--into",
        "x"
    )]
    [InlineData(
        ExitCodes.Refused,
        "restore-refused",
        "restore",
        "--file",
        "/etc/passwd",
        "--replace",
        "x"
    )]
    [InlineData(ExitCodes.Usage, "usage", "restore", "--file", "/etc/passwd")]
    [InlineData(
        ExitCodes.Usage,
        "usage",
        "restore",
        "--file",
        "/etc/passwd",
        "--list",
        "--into",
        "x"
    )]
    public async Task What_cannot_be_done_ends_with_a_code_of_its_own(
        int exitCode,
        string id,
        params string[] arguments
    )
    {
        await using var database = await V1Database.CreateDumpableAsync();
        var schema = await SchemaSnapshot.TakeAsync(database);

        var result = await OpsCenterProcess.RunAsync(database, arguments);

        ShouldEnd(result, exitCode, id);
        (await SchemaSnapshot.TakeAsync(database)).ShouldEqual(schema);
    }

    [Fact]
    public async Task An_installed_pg_dump_older_than_the_server_is_told_before_anything_is_touched()
    {
        Assert.SkipUnless(
            TestMajors.Newest > await PgDumpProgram.MajorAsync(),
            "The installed pg_dump is as new as every server under test."
        );
        using var folder = new BackupFolder();
        await using var database = await V1Database.CreateAsync();

        var result = await OpsCenterProcess.RunAsync(
            database,
            "worker",
            "--backup-dir",
            folder.Path
        );

        ShouldEnd(result, ExitCodes.BackupFailed, "pg-dump-too-old");
        result.StandardError.ShouldContain($"postgresql-client-{TestMajors.Newest}");
        await database.ShouldNotHaveTableAsync("audit_log");
    }

    private static void ShouldEnd(
        CliWrap.Buffered.BufferedCommandResult result,
        int exitCode,
        string id
    )
    {
        result.ExitCode.ShouldBe(exitCode, result.StandardOutput + result.StandardError);
        result.StandardError.TrimEnd().Split('\n')[^1].ShouldBe(id);
    }
}
