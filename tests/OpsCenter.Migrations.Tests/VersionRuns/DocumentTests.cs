using System.Runtime.CompilerServices;
using OpsCenter.Scripts;
using OpsCenter.Testing;

namespace OpsCenter.Migrations.Tests.VersionRuns;

/// <summary>What docs/own-migrations.md shows is compiled and run here.</summary>
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
        var shown = DocumentedCode.Blocks("docs/own-migrations.md", "csharp").Single();
        var source = await File.ReadAllTextAsync(ThisFile());
        foreach (var line in shown.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            source.ShouldContain(line.Replace("\"db/migrations\"", "test.Folder.Path"));
        }
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
