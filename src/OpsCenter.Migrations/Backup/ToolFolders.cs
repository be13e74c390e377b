namespace OpsCenter.Migrations.Backup;

/// <summary>Where PostgreSQL's client programs are usually installed.</summary>
internal static class ToolFolders
{
    /// <summary>
    /// The folders of one version each, then the PATH: what Debian puts there is a wrapper that chooses a version by rules of its own.
    /// </summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. Versions("/usr/lib/postgresql", "bin"),
        .. Versions("/usr", "bin", "pgsql-*"),
        .. Versions("/opt/homebrew/opt", "bin", "postgresql*"),
        "/opt/homebrew/opt/libpq/bin",
        .. Versions("/usr/local/opt", "bin", "postgresql*"),
        "/usr/local/opt/libpq/bin",
        .. Versions("/Applications/Postgres.app/Contents/Versions", "bin"),
        .. Versions(
            Path.Combine(
                Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles),
                "PostgreSQL"
            ),
            "bin"
        ),
        .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(
            Path.PathSeparator,
            StringSplitOptions.RemoveEmptyEntries
        ),
    ];

    private static IEnumerable<string> Versions(string root, string bin, string pattern = "*") =>
        Directory.Exists(root)
            ? Directory.EnumerateDirectories(root, pattern).Select(home => Path.Combine(home, bin))
            : [];
}
