namespace OpsCenter.EmbeddedPostgres.Packages;

/// <summary>
/// The home folder of the user. Service accounts have none; after runuser or sudo it may belong to another user.
/// </summary>
internal static class UserHome
{
    private static readonly Lazy<bool> Probed = new(Probe);

    public static string Path { get; } =
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    public static bool IsWritable => Probed.Value;

    private static bool Probe()
    {
        // Without a home folder the path is empty, and the file would be created in the current directory.
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
