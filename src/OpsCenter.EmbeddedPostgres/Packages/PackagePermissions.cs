namespace OpsCenter.EmbeddedPostgres.Packages;

/// <summary>
/// Makes installed files readable for the account of the server and writable only for the owner, regardless of the
/// umask.
/// </summary>
internal static class PackagePermissions
{
    private const UnixFileMode Read =
        UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Execute =
        UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private const UnixFileMode OthersWrite = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    public static void OpenForReading(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        File.SetUnixFileMode(
            folder,
            (File.GetUnixFileMode(folder) | Read | Execute) & ~OthersWrite
        );
        foreach (
            var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos(
                "*",
                SearchOption.AllDirectories
            )
        )
        {
            if (entry.LinkTarget is not null)
            {
                continue;
            }

            var isProgram =
                entry is DirectoryInfo || entry.UnixFileMode.HasFlag(UnixFileMode.UserExecute);
            entry.UnixFileMode =
                (entry.UnixFileMode | (isProgram ? Read | Execute : Read)) & ~OthersWrite;
        }
    }
}
