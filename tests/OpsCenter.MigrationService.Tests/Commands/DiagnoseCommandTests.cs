using Npgsql;
using OpsCenter.MigrationService.Tests.Processes;

namespace OpsCenter.MigrationService.Tests.Commands;

/// <summary><c>diagnose</c>: one file that has what a specialist asks for, and nothing that must not leave.</summary>
public sealed class DiagnoseCommandTests : IDisposable
{
    private readonly string _folder = Directory
        .CreateTempSubdirectory("opscenter-diagnose-")
        .FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_file_has_versions_status_plan_tables_and_locks()
    {
        await using var database = await V1Database.CreateAsync();
        await using var other = await database.DataSource.OpenConnectionAsync();
        await using (var command = other.CreateCommand())
        {
            command.CommandText = "begin; lock table llm_providers in share mode";
            await command.ExecuteNonQueryAsync();
        }

        var text = await DiagnoseAsync(database);

        text.ShouldContain("pending");
        text.ShouldContain("table public.model_servers would be created");
        text.ShouldContain("\nPostgreSQL 1");
        text.ShouldContain("  column latency_ms integer default 0");
        text.ShouldContain("lock_timeout = 0 ms");
        text.ShouldContain("public.llm_providers: ShareLock, granted, pid");
        text.ShouldNotContain("could not be read");
    }

    [Fact]
    public async Task It_has_no_row_no_statement_of_others_and_no_password()
    {
        await using var database = await V1Database.CreateAsync();
        await database.ExecuteAsync(
            "update llm_providers set api_key_encrypted = 'row-secret-1'; create role diagnosed login superuser password 'role-secret-2'"
        );
        try
        {
            await using var other = await database.DataSource.OpenConnectionAsync();
            await using var command = other.CreateCommand();
            command.CommandText = "begin; select 'statement-secret-3' from llm_providers";
            await command.ExecuteNonQueryAsync();
            var connection = new NpgsqlConnectionStringBuilder(database.ConnectionString)
            {
                Username = "diagnosed",
                Password = "role-secret-2",
            };

            var text = await DiagnoseAsync(connection.ConnectionString);

            text.ShouldContain("idle in transaction");
            text.ShouldNotContain("-secret-");
        }
        finally
        {
            await database.ExecuteAsync("drop owned by diagnosed; drop role diagnosed");
        }
    }

    [Fact]
    public async Task A_part_that_cannot_be_read_is_named_and_the_others_are_there()
    {
        await using var database = await V1Database.CreateAsync();
        await database.ExecuteAsync(
            "create schema opscenter; create table opscenter.migration (note text)"
        );

        var text = await DiagnoseAsync(database);

        text.ShouldContain("  column note text");
    }

    [Fact]
    public async Task A_file_that_exists_is_left_alone()
    {
        await using var database = await V1Database.CreateAsync();
        var file = Path.Combine(_folder, "there.md");
        await File.WriteAllTextAsync(file, "mine");

        var result = await OpsCenterProcess.RunAsync(database, "diagnose", "--output", file);

        result.ExitCode.ShouldBe(ExitCodes.Usage);
        (await File.ReadAllTextAsync(file)).ShouldBe("mine");
    }

    [Fact]
    public async Task The_log_of_a_run_is_in_it_without_a_value_of_a_row()
    {
        await using var database = await V1Database.CreateAsync();
        var migrations = Directory.CreateDirectory(Path.Combine(_folder, "migrations")).FullName;
        await database.ExecuteAsync(
            "create table person (email text); insert into person values ('row-secret-1'), ('row-secret-1')"
        );
        await File.WriteAllTextAsync(
            Path.Combine(migrations, "1_unique.up.sql"),
            "create unique index person_email on person (email); -- 'literal-secret-2'"
        );
        var failed = await OpsCenterProcess.RunAsync(database, "apply", "--migrations", migrations);
        failed.StandardError.ShouldContain("row-secret-1");
        var log = Path.Combine(_folder, "apply.log");
        await File.WriteAllTextAsync(log, failed.StandardOutput + failed.StandardError);

        var text = await DiagnoseAsync(database.ConnectionString, "--log", log);

        text.ShouldContain("## Log of the run");
        text.ShouldContain("could not create unique index \"person_email\" (SQLSTATE 23505)");
        text.ShouldContain("DETAIL: Key (email)=(?) is duplicated.");
        text.ShouldNotContain("-secret-");
    }

    [Fact]
    public async Task A_log_that_cannot_be_read_is_an_error_before_anything_is_written()
    {
        await using var database = await V1Database.CreateAsync();
        var file = Path.Combine(_folder, "diagnosis.md");

        var result = await OpsCenterProcess.RunAsync(
            database,
            "diagnose",
            "--output",
            file,
            "--log",
            Path.Combine(_folder, "none.log")
        );

        result.ExitCode.ShouldBe(ExitCodes.Usage);
        result.StandardError.ShouldContain("none.log cannot be read");
        File.Exists(file).ShouldBeFalse();
    }

    private Task<string> DiagnoseAsync(TestDatabase database) =>
        DiagnoseAsync(database.ConnectionString);

    private async Task<string> DiagnoseAsync(string connection, params string[] options)
    {
        var file = Path.Combine(_folder, "diagnosis.md");
        var result = await OpsCenterProcess.RunAsync(
            connection,
            ["diagnose", "--output", file, .. options]
        );
        result.ExitCode.ShouldBe(ExitCodes.Done, result.StandardError);
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return await File.ReadAllTextAsync(file);
    }
}
