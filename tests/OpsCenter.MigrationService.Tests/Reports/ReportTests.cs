using System.Security.Cryptography;
using CliWrap;
using OpsCenter.MigrationService.Tests.Processes;
using OpsCenter.Tests.Shared;

namespace OpsCenter.MigrationService.Tests.Reports;

/// <summary>The file of <c>--report</c>.</summary>
public sealed class ReportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Html => Path.Combine(_folder.Path, "report.html");

    private string Markdown => Path.Combine(_folder.Path, "report.md");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Apply_reports_the_change_the_proofs_and_the_backup_with_its_checksum()
    {
        using var backups = new BackupFolder();
        await using var database = await V1Database.CreateDumpableAsync();

        var report = await MarkdownAsync(
            database,
            "apply",
            "--backup-dir",
            backups.Path,
            "--lock-timeout",
            "300ms"
        );

        report.ShouldStartWith("# ✓ Applied: v2\n\n**v2 (2.0.0) was applied in ");
        report.ShouldContain("| llm\\_providers | existing | existing + 3 new columns |");
        report.ShouldContain("| model\\_servers | does not exist | new |");
        report.ShouldMatch(
            @"\| ✓ public\.llm\\_usage\\_logs \| 100 rows, content unchanged \| 100 \| 100 \| (\d+) \| \1 \|"
        );
        report.ShouldContain("## Also proved");
        var checksum = SHA256.HashData(await File.ReadAllBytesAsync(backups.File));
        report.ShouldContain($"- SHA-256: {Convert.ToHexStringLower(checksum)}");
        report.ShouldContain($"- Database: {database.Name.Replace("_", "\\_")}");
        report.ShouldMatch(@"- PostgreSQL: \d+");
        report.ShouldContain("- Migration: v2 (2.0.0)");
        report.ShouldContain("No lock had to be waited for.");
        report.ShouldMatch(@"\| .*apply v2 \| 0 ms \| ");
        report.ShouldContain(
            $"opscenter apply --backup-dir {backups.Path} --lock-timeout 300ms --report {Markdown}\n"
        );
    }

    [Fact]
    public async Task Every_command_with_a_report_writes_one()
    {
        await using var database = await V1Database.CreateAsync();

        (await MarkdownAsync(database, "dry-run")).ShouldStartWith(
            "# ✓ Dry run: v2 can be applied\n"
        );
        (await MarkdownAsync(database, "verify")).ShouldStartWith("# ✗ Not applied: v2\n");
        await OpsCenterProcess.RunAsync(database, "apply");
        (await MarkdownAsync(database, "apply")).ShouldNotContain("does not exist");
        await database.ExecuteAsync(
            "insert into model_pricing (model_id, provider, input_price_per_1k, output_price_per_1k) values ('m', 'p', 1, 1)"
        );
        (await MarkdownAsync(database, "verify")).ShouldStartWith("# ✓ Verified: v2\n");
        var rollback = await MarkdownAsync(database, "rollback");
        rollback.ShouldStartWith("# ✓ Rolled back: v2\n");
        rollback.ShouldContain("## Archive\n");
        (await MarkdownAsync(database, "rollback")).ShouldStartWith(
            "# ✓ Nothing to roll back: v2\n"
        );
        var worker = await MarkdownAsync(database, "worker");
        worker.ShouldStartWith("# ✓ Applied: v2\n");
        worker.ShouldContain("v2 is verified: ");
        worker.ShouldContain("## Checks\n");
        var restore = await MarkdownAsync(database, "restore-archive");
        restore.ShouldStartWith("# ✓ Restored from the archive\n");
        restore.ShouldContain("1 row, from archive 1");
        (await MarkdownAsync(database, "restore-archive")).ShouldStartWith(
            "# ✓ Nothing to restore\n"
        );
    }

    [Fact]
    public async Task A_folder_is_reported_too()
    {
        await using var database = await V1Database.CreateEmptyAsync();
        _folder
            .With("m/1_init.up.sql", "create table orders (id serial primary key);")
            .With("m/1_init.down.sql", "drop table orders;");
        string[] folder = ["--migrations", Path.Combine(_folder.Path, "m")];

        (await MarkdownAsync(database, ["apply", .. folder])).ShouldStartWith(
            "# ✓ 1 migration applied\n"
        );
        await database.ExecuteAsync("insert into orders default values");
        (await MarkdownAsync(database, ["verify", .. folder])).ShouldStartWith("# ✓ Verified\n");
        (await MarkdownAsync(database, ["rollback", .. folder])).ShouldStartWith(
            "# ✓ 1 migration rolled back\n"
        );
        await OpsCenterProcess.RunAsync(database, ["apply", .. folder]);
        var restore = await MarkdownAsync(database, ["restore-archive", .. folder]);
        restore.ShouldStartWith("# ✓ Restored from the archive\n");
        restore.ShouldContain("| ✓ \"public\".\"orders\" | 1 | 1 row |");
    }

    [Fact]
    public async Task A_refused_run_is_reported_with_what_to_do()
    {
        await using var database = await V1Database.CreateAsync();
        await database.ExecuteAsync("create table model_servers (id text)");

        var report = await MarkdownAsync(database, "apply");

        report.ShouldStartWith("# ✗ Refused\n");
        report.ShouldContain("exit code 4");
        report.ShouldContain("## What to do\n");
        report.ShouldContain("## In detail\n");
        report.ShouldContain("model\\_servers");
    }

    [Fact]
    public async Task What_preflight_finds_is_a_table()
    {
        await using var database = await V1Database.CreateAppliedAsync();
        await database.ExecuteAsync("create table heirs () inherits (model_pricing)");

        var report = await MarkdownAsync(database, "rollback");

        report.ShouldContain("## What is in the way\n");
        report.ShouldContain("| ✗ inherited-tables | ");
    }

    [Fact]
    public async Task A_run_that_cannot_connect_is_reported_and_the_password_is_not()
    {
        await OpsCenterProcess.RunAsync(
            connection: null,
            "verify",
            "--connection",
            "Host=127.0.0.1;Port=1;Database=here;Username=me;Password=hunter2",
            "--report",
            Html
        );

        var report = await File.ReadAllTextAsync(Html);
        report.ShouldContain("The connection failed");
        report.ShouldNotContain("connection-lost");
        report.ShouldContain("Username=me");
        report.ShouldNotContain("hunter2");
    }

    [Fact]
    public async Task A_wait_for_a_lock_is_in_the_time_line()
    {
        await using var database = await V1Database.CreateAsync();
        await using var holder = await database.DataSource.OpenConnectionAsync();
        await using var transaction = await holder.BeginTransactionAsync();
        await using (var lockTable = holder.CreateCommand())
        {
            lockTable.CommandText = "lock table llm_providers in row exclusive mode";
            await lockTable.ExecuteNonQueryAsync();
        }

        var waits = new TaskCompletionSource();
        var running = OpsCenterProcess
            .Command(
                database.ConnectionString,
                "apply",
                "--allow",
                "long-transactions",
                "--report",
                Markdown
            )
            .WithStandardOutputPipe(
                PipeTarget.ToDelegate(line =>
                {
                    if (line.Contains("Waiting for pid", StringComparison.Ordinal))
                    {
                        waits.TrySetResult();
                    }
                })
            )
            .ExecuteAsync();
        await waits.Task.WaitAsync(OpsCenterProcess.Patience);
        await Task.Delay(TimeSpan.FromSeconds(1.5));
        await transaction.CommitAsync();
        await running;

        var report = await File.ReadAllTextAsync(Markdown);
        report.ShouldMatch(@"Locks were waited for: \d+\.\d s in all\.");
        report.ShouldMatch(@"\| \\! \s*add to public\.llm\\_providers \| .* \| \d+\.\d s \|\n");
    }

    [Theory]
    [InlineData("no/such/folder/report.html", "cannot be written")]
    [InlineData("/proc/report.html", "cannot be written")]
    [InlineData("report.txt", "ends with .html or .md")]
    [InlineData("report", "ends with .html or .md")]
    public async Task A_file_that_cannot_be_written_is_an_error_before_anything_is_touched(
        string file,
        string message
    )
    {
        await using var database = await V1Database.CreateAsync();
        var before = await Unchanged.TakeAsync(database);

        var result = await OpsCenterProcess.RunAsync(
            database,
            "apply",
            "--report",
            Path.Combine(_folder.Path, file)
        );

        result.ExitCode.ShouldBe(ExitCodes.Usage);
        result.StandardError.ShouldContain(message);
        await before.ShouldHoldAsync();
    }

    [Fact]
    public async Task The_place_of_a_report_is_said_and_that_another_one_was_replaced()
    {
        await using var database = await V1Database.CreateAsync();

        var first = await OpsCenterProcess.RunAsync(database, "dry-run", "--report", Markdown);
        var second = await OpsCenterProcess.RunAsync(database, "dry-run", "--report", Markdown);
        var json = await OpsCenterProcess.RunAsync(
            database,
            "dry-run",
            "--json",
            "--report",
            Markdown
        );
        var failed = await OpsCenterProcess.RunAsync(
            "Host=127.0.0.1;Port=1",
            "verify",
            "--report",
            Html
        );

        first.StandardOutput.ShouldEndWith($"\nReport: {Markdown}\n");
        second.StandardOutput.ShouldEndWith(
            $"\nReport: {Markdown} (replaced the file that was there)\n"
        );
        json.StandardOutput.ShouldNotContain("Report: ");
        failed.StandardError.ShouldContain($"\nReport: {Html}\n");
    }

    [Fact]
    public async Task A_report_that_is_lost_in_the_end_is_no_success()
    {
        await using var database = await V1Database.CreateAsync();
        var full = Path.Combine(_folder.Path, "full.md");
        File.CreateSymbolicLink(full, "/dev/full");

        var result = await OpsCenterProcess.RunAsync(database, "verify", "--report", full);
        var applied = await OpsCenterProcess.RunAsync(database, "apply", "--report", full);

        result.ExitCode.ShouldBe(ExitCodes.NotVerified);
        applied.ExitCode.ShouldBe(ExitCodes.OutputLost);
        applied.StandardError.ShouldContain("The report could not be written");
    }

    private async Task<string> MarkdownAsync(TestDatabase database, params string[] arguments)
    {
        await OpsCenterProcess.RunAsync(database, [.. arguments, "--report", Markdown]);
        return await File.ReadAllTextAsync(Markdown);
    }
}
