using System.Globalization;
using System.Text.RegularExpressions;

namespace OpsCenter.EmbeddedPostgres.Binaries;

/// <summary>The bin folders of installed PostgreSQL versions, the newest version of each location first.</summary>
internal static partial class InstallationFolders
{
    public static IEnumerable<string> All() =>
        OperatingSystem.IsWindows() ? [.. WindowsFolders(), .. SearchPath()]
        : OperatingSystem.IsMacOS()
            ?
            [
                .. SearchPath(),
                .. Versioned("/opt/homebrew/opt", "postgresql*", "bin"),
                .. Versioned("/usr/local/opt", "postgresql*", "bin"),
                .. Versioned("/Applications/Postgres.app/Contents/Versions", "*", "bin"),
            ]
        :
        [
            .. Versioned("/usr/lib/postgresql", "*", "bin"),
            .. Versioned("/usr", "pgsql-*", "bin"),
            .. SearchPath(),
        ];

    private static IEnumerable<string> WindowsFolders() =>
        Versioned(
            Path.Combine(
                Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles),
                "PostgreSQL"
            ),
            "*",
            "bin"
        );

    private static string[] SearchPath() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(
            Path.PathSeparator,
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        );

    private static IEnumerable<string> Versioned(string place, string pattern, string below) =>
        Directory.Exists(place)
            ? Directory
                .EnumerateDirectories(place, pattern)
                .OrderByDescending(folder => MajorOf(Path.GetFileName(folder)))
                .Select(folder => Path.Combine(folder, below))
            : [];

    private static int MajorOf(string name) =>
        int.TryParse(LastNumber.Match(name).Value, CultureInfo.InvariantCulture, out var major)
            ? major
            : 0;

    [GeneratedRegex(@"\d+(?=\D*$)")]
    private static partial Regex LastNumber { get; }
}
