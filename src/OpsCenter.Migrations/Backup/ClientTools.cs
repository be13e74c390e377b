using System.Text.RegularExpressions;

namespace OpsCenter.Migrations.Backup;

/// <summary>A pg_dump and the pg_restore beside it.</summary>
/// <param name="Dump">The path of pg_dump.</param>
/// <param name="Restore">The path of pg_restore.</param>
/// <param name="Version">pg_dump's version, such as 15.18.</param>
internal sealed partial record ClientTools(string Dump, string Restore, string Version)
{
    public int Major =>
        int.Parse(
            MajorNumber().Match(Version).ValueSpan,
            System.Globalization.CultureInfo.InvariantCulture
        );

    /// <summary>The programs of a folder; null if it has no pg_dump that runs.</summary>
    public static async Task<ClientTools?> ReadAsync(string dump, CancellationToken cancellation)
    {
        if (!File.Exists(dump))
        {
            return null;
        }

        var run = await ToolRun.ExecuteAsync(
            dump,
            ["--version"],
            new Dictionary<string, string?>(StringComparer.Ordinal),
            cancellation
        );
        var version = VersionNumber().Match(run.Output);
        return version.Success
            ? new ClientTools(
                dump,
                Path.Combine(Path.GetDirectoryName(dump)!, Executable("pg_restore")),
                version.Groups[1].Value
            )
            : null;
    }

    public static string Executable(string name) =>
        OperatingSystem.IsWindows() ? $"{name}.exe" : name;

    [GeneratedRegex(@"\(PostgreSQL\) (\d+\S*)")]
    private static partial Regex VersionNumber();

    [GeneratedRegex(@"^\d+")]
    private static partial Regex MajorNumber();
}
