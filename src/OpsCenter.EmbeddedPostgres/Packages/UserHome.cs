namespace OpsCenter.EmbeddedPostgres.Packages;

/// <summary>The user's home folder. Service accounts have none, and after runuser or sudo it may be somebody else's.</summary>
internal static class UserHome
{
    private static readonly Lazy<bool> Probed = new(Probe);

    public static string Path { get; } =
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    public static bool IsWritable => Probed.Value;

    private static bool Probe()
    {
        // Without a home .NET has no path, and a file would go to the current directory.
        if (!System.IO.Path.IsPathRooted(Path))
        {
            return false;
        }

        try
        {
            var file = System.IO.Path.Combine(Path, $".opscenter-{Guid.NewGuid():N}");
            File.Create(file, bufferSize: 1, FileOptions.DeleteOnClose).Dispose();
            return true;
        }
        catch (Exception closed) when (closed is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
