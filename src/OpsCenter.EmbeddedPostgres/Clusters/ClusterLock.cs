namespace OpsCenter.EmbeddedPostgres.Clusters;

/// <summary>
/// Tells whether a cluster's owner lives: a file that the owner holds open exclusively. The operating system lets go of it however
/// the owner ends, and no process number can be mistaken for another.
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

    /// <summary>Deletes the file while it is still held, so that nobody takes up what is gone.</summary>
    public void Delete()
    {
        // Windows deletes no open file; there the moment between the two calls is harmless, because the folder is gone already.
        if (OperatingSystem.IsWindows())
        {
            _file.Dispose();
        }

        File.Delete(_file.Name);
    }

    public void Dispose() => _file.Dispose();
}
