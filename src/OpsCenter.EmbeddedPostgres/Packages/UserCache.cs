namespace OpsCenter.EmbeddedPostgres.Packages;

/// <summary>Where caches of this user are, after the custom of the operating system.</summary>
internal static class UserCache
{
    /// <summary>The folder of one of its caches; it may be missing.</summary>
    public static string Of(string name)
    {
        if (!UserHome.IsWritable)
        {
            return Path.Combine(
                Path.GetTempPath(),
                $"opscenter-cache-{Environment.UserName}",
                name
            );
        }

        var cache =
            OperatingSystem.IsWindows()
                ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
            : OperatingSystem.IsMacOS() ? Path.Combine(UserHome.Path, "Library", "Caches")
            : Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { } xdg
            && Path.IsPathRooted(xdg)
                ? xdg
            : Path.Combine(UserHome.Path, ".cache");
        return Path.Combine(cache, "opscenter", name);
    }
}
