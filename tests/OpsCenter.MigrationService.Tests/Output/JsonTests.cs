using OpsCenter.MigrationService.Tests.Approved;
using OpsCenter.MigrationService.Tests.Processes;

namespace OpsCenter.MigrationService.Tests.Output;

public class JsonTests
{
    private static readonly string[] Documents =
    [
        "apply",
        "backup",
        "check",
        "diagnose",
        "dry-run",
        "error",
        "folder-adopt",
        "folder-apply",
        "folder-dry-run",
        "folder-plan",
        "folder-restore-archive",
        "folder-rollback",
        "folder-status",
        "folder-verify",
        "plan",
        "preflight",
        "restore",
        "restore-archive",
        "rollback",
        "seed",
        "status",
        "status-all",
        "verify",
        "worker",
    ];

    [Fact]
    public async Task The_property_names_of_every_document_are_as_approved()
    {
        await using var database = await V1Database.CreateEmptyAsync();
        (await ShapeAsync(database, "seed")).ShouldBeApproved("seed");
        (await ShapeAsync(database, "script")).ShouldBeApproved("plan");
        foreach (var command in new[] { "dry-run", "apply", "verify", "worker" })
        {
            (await ShapeAsync(database, command)).ShouldBeApproved(command);
        }

        await database.ExecuteAsync(
            "insert into model_pricing (model_id, provider, input_price_per_1k, output_price_per_1k) values ('m', 'p', 1, 1)"
        );
        await database.ExecuteAsync("create table heirs () inherits (model_pricing)");
        (await ShapeAsync(database, "preflight", "--rollback")).ShouldBeApproved("preflight");
        await database.ExecuteAsync("drop table heirs");
        (await ShapeAsync(database, "rollback")).ShouldBeApproved("rollback");
        (await ShapeAsync(database, "status")).ShouldBeApproved("status");
        using (var folder = new BackupFolder())
        {
            var file = Path.Combine(folder.Path, "diagnosis.md");
            (await ShapeAsync(database, "diagnose", "--output", file)).ShouldBeApproved("diagnose");
        }

        (await ShapeAsync(database, "status", "--all")).ShouldBeApproved("status-all");
        await OpsCenterProcess.RunAsync(database, "apply");
        (await ShapeAsync(database, "restore-archive")).ShouldBeApproved("restore-archive");
        (await ShapeAsync(database, "plan", "--migration", "v0")).ShouldBeApproved("error");
    }

    [Fact]
    public async Task The_property_names_of_backup_and_restore_are_as_approved()
    {
        using var folder = new BackupFolder();
        await using var database = await V1Database.CreateDumpableAsync();
        string[] options = ["--backup-dir", folder.Path];
        (await ShapeAsync(database, ["backup", .. options])).ShouldBeApproved("backup");

        string[] list = ["restore", "--file", folder.File, "--list"];
        (await ShapeAsync(database, list)).ShouldContain("lines[]: string");
        string[] restore = ["restore", "--file", folder.File, "--replace", database.Name];
        (await ShapeAsync(database, [.. restore, .. options])).ShouldBeApproved("restore");

        (await ShapeAsync(database, ["apply", .. options])).ShouldContain("backup.file: string");
    }

    [Fact]
    public async Task A_step_carries_the_name_of_its_index()
    {
        await using var database = await V1Database.CreateAsync();

        var plan = await OpsCenterProcess.RunAsync(database, "plan", "--json");

        plan.StandardOutput.ShouldContain("\"name\": \"idx_llm_usage_logs_provider\"");
        plan.StandardOutput.ShouldNotContain("\"name\": \"\"");
    }

    [Fact]
    public void No_approved_text_is_an_orphan() =>
        Directory
            .GetFiles(ApprovedText.Folder, "*.approved.txt")
            .Select(file => Path.GetFileName(file).Replace(".approved.txt", ""))
            .Order(StringComparer.Ordinal)
            .ShouldBe(Documents);

    [Fact]
    public async Task Standard_output_is_one_document_and_the_log_goes_to_standard_error()
    {
        await using var database = await V1Database.CreateAsync();

        var result = await OpsCenterProcess.RunAsync(database, "apply", "--json", "--verbose");

        JsonShape.Of(result.StandardOutput).ShouldContain("outcome: string");
        result.StandardError.ShouldContain("dbug: OpsCenter.Migrations.Migrator");
    }

    private static async Task<string> ShapeAsync(TestDatabase database, params string[] arguments)
    {
        var result = await OpsCenterProcess.RunAsync(database, [.. arguments, "--json"]);
        return JsonShape.Of(result.StandardOutput);
    }
}
