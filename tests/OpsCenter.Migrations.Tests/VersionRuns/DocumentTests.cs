using System.Runtime.CompilerServices;
using OpsCenter.Migrations.Planning;
using OpsCenter.Scripts;
using OpsCenter.Testing;

namespace OpsCenter.Migrations.Tests.VersionRuns;

/// <summary>The code of docs/own-migrations.md and of the package's README is compiled and run here.</summary>
public sealed class DocumentTests
{
    [Fact]
    public async Task The_code_of_the_page_applies_a_folder()
    {
        await using var test = await FolderCase.CreateAsync();
        var dataSource = test.Database.DataSource;
        test.With("1_a", "create table a ();");

        var migrator = new FolderMigrator(dataSource, MigrationFolder.Read(test.Folder.Path));
        var report = await migrator.ApplyAsync();
        Console.WriteLine($"{report.Steps.Count} migrations were applied.");

        report.Steps.ShouldHaveSingleItem();
        await ShouldBeShownAsync("docs/own-migrations.md");
    }

    [Fact]
    public async Task The_code_of_the_readme_applies_rolls_back_and_restores()
    {
        await using var test = await FolderCase.CreateAsync();
        var dataSource = test.Database.DataSource;
        test.With("1_a", "create table a (id int primary key);", "drop table a;");

        var options = new MigratorOptions { LockTimeout = TimeSpan.FromMilliseconds(200) };
        var folder = MigrationFolder.Read(test.Folder.Path);
        var migrator = new FolderMigrator(dataSource, folder, options: options);
        var plan = await migrator.PlanAsync();
        var applied = await migrator.ApplyAsync();
        await test.Database.ExecuteAsync("insert into a values (1)");
        var verified = await migrator.VerifyAsync();
        var rolledBack = await migrator.RollbackAsync();
        await migrator.ApplyAsync();
        var restored = await migrator.RestoreArchiveAsync();

        applied.Steps.ShouldHaveSingleItem();
        verified.IsVerified.ShouldBeTrue();
        rolledBack.Steps.ShouldHaveSingleItem();
        restored.ShouldNotBeEmpty();
        await migrator.RollbackAsync();
        var approved = options with
        {
            Approved = new ApprovedPlan("the plan of Monday", plan.Outline),
        };
        await new FolderMigrator(dataSource, folder, options: approved).ApplyAsync();
        await ShouldBeShownAsync("src/OpsCenter.Migrations/README.md");
    }

    private static async Task ShouldBeShownAsync(string page)
    {
        var source = WithoutLayout(await File.ReadAllTextAsync(ThisFile()));
        foreach (
            var line in DocumentedCode
                .Blocks(page, "csharp")
                .SelectMany(block => block.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        )
        {
            source.ShouldContain(
                WithoutLayout(
                    line.Replace("\"db/migrations\"", "test.Folder.Path", StringComparison.Ordinal)
                )
            );
        }
    }

    /// <summary>A page and the formatter break lines in different places, and the formatter adds a comma at the end of a list.</summary>
    private static string WithoutLayout(string code) =>
        string.Concat(code.Where(character => !char.IsWhiteSpace(character)))
            .Replace(",}", "}", StringComparison.Ordinal);

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
