namespace OpsCenter.EmbeddedPostgres.Clusters;

/// <summary>The files and folders of a cluster.</summary>
internal sealed record ClusterFolder(string Home)
{
    private const UnixFileMode Traversable =
        UnixFileMode.UserRead
        | UnixFileMode.UserWrite
        | UnixFileMode.UserExecute
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherExecute;

    public string Data => Path.Combine(Home, "data");

    public string PasswordFile => Path.Combine(Home, "password");

    public string ServerLog => Path.Combine(Home, "server.log");

    /// <summary>Whether initdb has completed: it writes global/pg_control at the end, unlike PG_VERSION.</summary>
    public bool IsInitialized =>
        File.Exists(Path.Combine(Data, "global", "pg_control")) && File.Exists(PasswordFile);

    /// <summary>
    /// The folder of the temporary clusters of this user. Root does not use the temp folder, where another user could
    /// plant a forged cluster that the cleanup would process.
    /// </summary>
    public static string TemporaryRoot()
    {
        if (OperatingSystem.IsWindows())
        {
            return Path.Combine(Path.GetTempPath(), "opscenter-postgres");
        }

        return Environment.IsPrivilegedProcess
            ? "/var/lib/opscenter/clusters"
            : Path.Combine(Path.GetTempPath(), $"opscenter-postgres-{Environment.UserName}");
    }

    /// <summary>Creates a folder that other accounts, such as that of the server, can enter but not list.</summary>
    public static void Create(string folder)
    {
        Directory.CreateDirectory(folder);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, Traversable);
        }
    }
}
