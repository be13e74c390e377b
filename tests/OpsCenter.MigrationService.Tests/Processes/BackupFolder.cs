namespace OpsCenter.MigrationService.Tests.Processes;

/// <summary>A folder for backups that is not there yet, and goes with the test.</summary>
internal sealed class BackupFolder : IDisposable
{
    public string Path { get; } =
        System.IO.Path.Combine(
            System.IO.Path.GetTempPath(),
            $"opscenter-backups-{Guid.NewGuid():N}"
        );

    /// <summary>The one backup in it.</summary>
    public string File => Directory.GetFiles(Path).ShouldHaveSingleItem();

    public void Dispose()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
