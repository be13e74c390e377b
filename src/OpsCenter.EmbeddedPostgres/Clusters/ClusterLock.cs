namespace OpsCenter.EmbeddedPostgres.Clusters;

/// <summary>
/// A lock file that shows whether the owner of a cluster still runs: the owner holds it open exclusively. The operating
/// system releases it in any case when the owner ends. A process id could be reused by another process.
/// </summary>
internal sealed class ClusterLock : IDisposable
{
    public const string Extension = ".lock";

    private readonly FileStream _file;

    private ClusterLock(FileStream file) => _file = file;

    public static string PathFor(string home) => home + Extension;

    /// <summary>Null if another process holds it.</summary>
    public static ClusterLock? TryTake(string home)
    {
        try
        {
            return new ClusterLock(
                new FileStream(
                    PathFor(home),
                    FileMode.OpenOrCreate,
                    FileAccess.ReadWrite,
                    FileShare.None
                )
            );
        }
        catch (IOException held) when (held is not DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>
    /// Deletes the file while it is held, so that no other process can take the lock of a deleted cluster.
    /// </summary>
    public void Delete()
    {
        // Windows cannot delete an open file. The gap between the two calls is harmless: the folder is already deleted.
        if (OperatingSystem.IsWindows())
        {
            _file.Dispose();
        }

        File.Delete(_file.Name);
    }

    public void Dispose() => _file.Dispose();
}
