using OpsCenter.MigrationService.Tests.Processes;
using OpsCenter.Tests.Shared;

namespace OpsCenter.MigrationService.Tests.Commands;

/// <summary>An option that would do nothing is refused, before a connection is made.</summary>
public sealed class FolderOptionTests : IDisposable
{
    private const string Nowhere = "Host=127.0.0.1;Port=1";

    private readonly TemporaryFolder _folder = new TemporaryFolder()
        .With("1_a.up.sql", "create index on llm_providers (type);")
        .With("1_a.down.sql", "drop index llm_providers_type_idx;");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("apply", "--single-transaction")]
    [InlineData("apply", "--allow-blocking")]
    [InlineData("apply", "--no-digest")]
    [InlineData("apply", "--allow", "disk-space")]
    [InlineData("apply", "--migration", "v2")]
    [InlineData("apply", "--pg-dump", "/usr/bin")]
    [InlineData("rollback", "--single-transaction")]
    [InlineData("rollback", "--no-digest")]
    [InlineData("rollback", "--allow", "disk-space")]
    [InlineData("rollback", "--pg-dump", "/usr/bin")]
    [InlineData("dry-run", "--allow-blocking")]
    [InlineData("dry-run", "--allow", "disk-space")]
    [InlineData("status", "--all")]
    public async Task With_a_folder(params string[] arguments)
    {
        var result = await OpsCenterProcess.RunAsync(
            Nowhere,
            [.. arguments, "--migrations", _folder.Path]
        );

        result.ExitCode.ShouldBe(ExitCodes.Usage, result.StandardError);
        result.StandardError.ShouldContain($"{arguments[1]} does nothing with --migrations");
    }

    [Theory]
    [InlineData("apply", "--to", "3")]
    [InlineData("apply", "--preserve", "report")]
    [InlineData("apply", "--preserve", "off")]
    [InlineData("apply", "--max-block", "2s")]
    [InlineData("rollback", "--steps", "2")]
    [InlineData("plan", "--accept-edit")]
    [InlineData("status", "--source", "x")]
    [InlineData("dry-run", "--out-of-order")]
    [InlineData("restore-archive", "--convention", "goose")]
    public async Task Without_a_folder(params string[] arguments)
    {
        var result = await OpsCenterProcess.RunAsync(Nowhere, arguments);

        result.ExitCode.ShouldBe(ExitCodes.Usage, result.StandardError);
        result.StandardError.ShouldContain($"{arguments[1]} is about a folder of migrations");
    }

    [Theory]
    [InlineData("up", "apply")]
    [InlineData("migrate", "apply")]
    [InlineData("down", "rollback")]
    [InlineData("create", "new")]
    public async Task A_word_of_another_tool_names_the_command(string word, string command)
    {
        var result = await OpsCenterProcess.RunAsync(Nowhere, word, "--migrations", _folder.Path);

        result.ExitCode.ShouldBe(ExitCodes.Usage);
        result.StandardError.ShouldContain($"Did you mean opscenter {command}?");
    }

    [Fact]
    public async Task A_backup_is_taken_where_its_folder_is_named()
    {
        await using var database = await V1Database.CreateDumpableAsync();
        using var backups = new TemporaryFolder();
        string[] more = ["--migrations", _folder.Path, "--backup-dir", backups.Path];

        var applied = await OpsCenterProcess.RunAsync(database, ["apply", .. more]);
        var again = await OpsCenterProcess.RunAsync(database, ["apply", .. more]);
        var rolledBack = await OpsCenterProcess.RunAsync(database, ["rollback", .. more]);

        applied.ExitCode.ShouldBe(ExitCodes.Done, applied.StandardError);
        applied.StandardOutput.ShouldContain("Backup of the whole database:");
        applied.StandardOutput.ShouldContain("1 migration applied.");
        again.StandardOutput.ShouldStartWith("Nothing is pending.");
        rolledBack.StandardOutput.ShouldContain("Backup of the whole database:");
        Directory.GetFiles(backups.Path, "*.dump").Length.ShouldBe(2);
    }

    [Fact]
    public async Task An_apply_that_would_keep_others_waiting_is_refused_if_that_is_asked_for()
    {
        await using var database = await V1Database.CreateDumpableAsync();
        await database.ExecuteAsync(
            "create table big (id int, text text); insert into big select n, repeat('x', 500) from generate_series(1, 5000) n; analyze big"
        );
        _folder.With("1_a.up.sql", "create index big_id on big (id);");

        var refused = await OpsCenterProcess.RunAsync(
            database,
            "apply",
            "--migrations",
            _folder.Path,
            "--max-block",
            "1ms"
        );
        var applied = await OpsCenterProcess.RunAsync(
            database,
            "apply",
            "--migrations",
            _folder.Path,
            "--max-block",
            "1m"
        );

        refused.ExitCode.ShouldBe(ExitCodes.Refused, refused.StandardError);
        refused.StandardOutput.ShouldContain("Nothing was applied.");
        refused.StandardOutput.ShouldContain("about 5000 rows");
        refused.StandardOutput.ShouldContain("instead: CREATE INDEX CONCURRENTLY");
        applied.ExitCode.ShouldBe(ExitCodes.Done, applied.StandardError);
    }
}
