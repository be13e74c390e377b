namespace OpsCenter.EmbeddedPostgres.Packages;

/// <summary>Where installed server packages are kept: one folder per package version, never changed once complete.</summary>
/// <param name="Root">The folder that installations go to.</param>
/// <param name="Others">Folders that are only read.</param>
internal sealed record PackageCache(string Root, IReadOnlyList<string> Others)
{
    public const string Variable = "OPSCENTER_POSTGRES_CACHE";

    private const string SystemWide = "/var/cache/opscenter/postgres";

    public static PackageCache ForThisProcess()
    {
        var wanted = Environment.GetEnvironmentVariable(Variable);
        if (!string.IsNullOrWhiteSpace(wanted))
        {
            return new PackageCache(Path.GetFullPath(wanted), []);
        }

        // A root's home is closed to the account that the server runs under.
        return !OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess
            ? new PackageCache(SystemWide, [])
            : new PackageCache(OfUser(), [SystemWide]);
    }

    public PackageInstallation At(string version) => new(Path.Combine(Root, version));

    public PackageInstallation? FindComplete(string version) =>
        Others
            .Prepend(Root)
            .Select(root => new PackageInstallation(Path.Combine(root, version)))
            .FirstOrDefault(installation => installation.IsComplete);

    private static string OfUser()
    {
        if (!UserHome.IsWritable)
        {
            var name = $"opscenter-cache-{Environment.UserName}";
            return Path.Combine(Path.GetTempPath(), name, "postgres");
        }

        var cache =
            OperatingSystem.IsWindows()
                ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
            : OperatingSystem.IsMacOS() ? Path.Combine(UserHome.Path, "Library", "Caches")
            : Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } xdg ? xdg
            : Path.Combine(UserHome.Path, ".cache");
        return Path.Combine(cache, "opscenter", "postgres");
    }
}
