using System.Globalization;
using System.Text.RegularExpressions;
using CliWrap;
using CliWrap.Buffered;

namespace OpsCenter.Testing.Prerequisites;

/// <summary>Finds the newest installed pg_dump, and which of the majors under test it can dump.</summary>
public static partial class PgDumpProgram
{
    private static readonly Lazy<Task<(string Folder, int Major)?>> Found = new(FindAsync);

    /// <summary>The folder of pg_dump and pg_restore.</summary>
    public static async Task<string> FolderAsync() => (await RequiredAsync()).Folder;

    /// <summary>pg_dump's major version.</summary>
    public static async Task<int> MajorAsync() => (await RequiredAsync()).Major;

    /// <summary>The newest major under test that pg_dump is not older than.</summary>
    public static async Task<int> DumpableMajorAsync()
    {
        var (_, major) = await RequiredAsync();
        var dumpable = TestMajors.List.Where(server => server <= major).ToList();
        return dumpable.Count > 0
            ? dumpable[^1]
            : throw Prerequisite.Missing(
                $"The newest pg_dump here is of PostgreSQL {major}, older than every server under test ({TestMajors.Variable})."
            );
    }

    private static async Task<(string Folder, int Major)> RequiredAsync() =>
        await Found.Value
        ?? throw Prerequisite.Missing(
            "pg_dump is neither in /usr/lib/postgresql nor on the PATH. Install it (Debian: apt-get install postgresql-client)."
        );

    private static async Task<(string Folder, int Major)?> FindAsync()
    {
        var found = new List<(string Folder, int Major)>();
        foreach (var folder in Folders())
        {
            var program = Path.Combine(
                folder,
                OperatingSystem.IsWindows() ? "pg_dump.exe" : "pg_dump"
            );
            if (File.Exists(program))
            {
                var version = await Cli.Wrap(program)
                    .WithArguments("--version")
                    .WithValidation(CommandResultValidation.None)
                    .ExecuteBufferedAsync();
                var major = Major().Match(version.StandardOutput);
                if (major.Success)
                {
                    found.Add(
                        (
                            folder,
                            int.Parse(major.Groups["major"].ValueSpan, CultureInfo.InvariantCulture)
                        )
                    );
                }
            }
        }

        return found.Count == 0 ? null : found.MaxBy(tool => tool.Major);
    }

    private static IEnumerable<string> Folders()
    {
        const string debian = "/usr/lib/postgresql";
        var versions = Directory.Exists(debian)
            ? Directory.EnumerateDirectories(debian).Select(home => Path.Combine(home, "bin"))
            : [];
        return versions.Concat(
            (Environment.GetEnvironmentVariable("PATH") ?? "").Split(
                Path.PathSeparator,
                StringSplitOptions.RemoveEmptyEntries
            )
        );
    }

    [GeneratedRegex(@"\(PostgreSQL\) (?<major>\d+)")]
    private static partial Regex Major();
}
