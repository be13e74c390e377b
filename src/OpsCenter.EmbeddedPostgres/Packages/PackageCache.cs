using OpsCenter.EmbeddedPostgres.Folders;

namespace OpsCenter.EmbeddedPostgres.Packages;

/// <summary>
/// The installed server packages: one folder for each version, which never changes after it is complete.
/// </summary>
/// <param name="Root">The folder for new installations.</param>
/// <param name="Others">Other folders, which are only read.</param>
internal sealed record PackageCache(string Root, IReadOnlyList<string> Others)
{
    public const string Variable = "OPSCENTER_POSTGRES_CACHE";

    private const UnixFileMode OthersRead =
        UnixFileMode.GroupRead
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherExecute;
    private const string SystemWide = "/var/cache/opscenter/postgres";

    public static PackageCache ForThisProcess()
    {
        var wanted = Environment.GetEnvironmentVariable(Variable);
        if (!string.IsNullOrWhiteSpace(wanted))
        {
            return new PackageCache(Path.GetFullPath(wanted), []);
        }

        // The account of the server cannot read the home folder of root.
        return !OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess
            ? new PackageCache(SystemWide, [])
            : new PackageCache(UserCache.Of("postgres"), [SystemWide]);
    }

    public PackageInstallation At(string version) => new(Path.Combine(Root, version));

    public PackageInstallation? FindComplete(string version) =>
        Others
            .Prepend(Root)
            .Where(root => FolderTrust.Distrust(root) is null)
            .Select(root => new PackageInstallation(Path.Combine(root, version)))
            .FirstOrDefault(installation =>
                FolderTrust.Distrust(installation.BinDirectory) is null && installation.IsComplete
            );

    /// <summary>Creates the folder for new installations.</summary>
    /// <exception cref="EmbeddedPostgresException">Another user of the machine could replace its content.</exception>
    public void CreateRoot()
    {
        // The account of the server must be able to run what root installs.
        var mode =
            !OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess
                ? FolderTrust.Private | OthersRead
                : FolderTrust.Private;
        if (FolderTrust.Create(Root, mode) is { } reason)
        {
            throw new EmbeddedPostgresException(
                $"Cannot install server programs into {Root}: {reason}, and could replace the programs, which "
                    + "run as you. Remove the "
                    + $"folder, or set {Variable} to a folder that only you can write to."
            );
        }
    }
}
