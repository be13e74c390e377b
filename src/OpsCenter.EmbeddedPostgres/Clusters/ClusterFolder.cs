namespace OpsCenter.EmbeddedPostgres.Clusters;

/// <summary>The layout of a cluster's home.</summary>
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

    /// <summary>initdb writes PG_VERSION early but global/pg_control late; and the password is written before both.</summary>
    public bool IsInitialised =>
        File.Exists(Path.Combine(Data, "global", "pg_control")) && File.Exists(PasswordFile);

    /// <summary>
    /// The folder of this user's temporary clusters. For root it is not below the temp folder, where every user could put a
    /// forged cluster for the sweep to act upon.
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

    /// <summary>Creates a folder that the server's account can enter and nobody else can list.</summary>
    public static void Create(string folder)
    {
        Directory.CreateDirectory(folder);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, Traversable);
        }
    }
}
