using System.Globalization;
using OpsCenter.Benchmarks.Folders;
using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Folders;
using OpsCenter.Scripts;

namespace OpsCenter.Benchmarks.Harness;

/// <summary>Measures the check of a folder, and of the new migrations of a change in it.</summary>
internal static class FolderMeasurement
{
    /// <summary>The migrations of the folder.</summary>
    public const int Count = 40;

    /// <summary>Those of the change, the last ones.</summary>
    public const int New = 3;

    /// <summary>All with the laws that a folder is checked against, and then the new ones with every law.</summary>
    public static async Task<(FolderReport Whole, FolderReport Change)> TakeAsync(
        DatabaseServer server
    )
    {
        Console.WriteLine($"  a folder of {Count} migrations");
        var path = Directory.CreateTempSubdirectory("opscenter-bench-folder-");
        try
        {
            foreach (var (number, up) in SmallMigrations.All.Take(Count))
            {
                await WriteAsync(path, number, "up", up);
                await WriteAsync(path, number, "down", SmallMigrations.Down(number));
            }

            var folder = MigrationFolder.Read(path.FullName);
            var whole = await FolderCheck.RunAsync(folder, server);
            var change = await FolderCheck.RunAsync(
                folder,
                server,
                new FolderCheckOptions
                {
                    Laws = FolderLaws.Full,
                    Selects = migration => folder.Migrations.TakeLast(New).Contains(migration),
                }
            );
            return (whole, change);
        }
        finally
        {
            path.Delete(recursive: true);
        }
    }

    private static Task WriteAsync(
        DirectoryInfo folder,
        int number,
        string direction,
        string script
    ) =>
        File.WriteAllTextAsync(
            Path.Combine(
                folder.FullName,
                string.Create(CultureInfo.InvariantCulture, $"{number:000}_step.{direction}.sql")
            ),
            script
        );
}
