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

    private Task<string> DiagnoseAsync(TestDatabase database) =>
        DiagnoseAsync(database.ConnectionString);

    private async Task<string> DiagnoseAsync(string connection)
    {
        var file = Path.Combine(_folder, "diagnosis.md");
        var result = await OpsCenterProcess.RunAsync(connection, "diagnose", "--output", file);
        result.ExitCode.ShouldBe(ExitCodes.Done, result.StandardError);
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return await File.ReadAllTextAsync(file);
    }
}
