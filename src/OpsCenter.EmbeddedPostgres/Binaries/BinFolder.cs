using System.ComponentModel;
using System.Text.RegularExpressions;
using CliWrap;
using CliWrap.Buffered;

namespace OpsCenter.EmbeddedPostgres.Binaries;

/// <summary>Checks a folder for the three programs and reads the version of the server.</summary>
internal static partial class BinFolder
{
    private static readonly string[] Programs = ["initdb", "pg_ctl", "postgres"];

    /// <summary>Null if a program is missing or the server prints no version.</summary>
    public static async Task<PostgresBinaries?> ReadAsync(
        string folder,
        CancellationToken cancellationToken
    )
    {
        var binaries = new PostgresBinaries(Path.GetFullPath(folder), new Version());
        if (!Array.TrueForAll(Programs, program => File.Exists(binaries.Program(program))))
        {
            return null;
        }

        try
        {
            var output = await Cli.Wrap(binaries.Program("postgres"))
                .WithArguments(["--version"])
                .WithValidation(CommandResultValidation.None)
                .ExecuteBufferedAsync(cancellationToken);
            return ParseVersion(output.StandardOutput) is { } version
                ? binaries with
                {
                    Version = version,
                }
                : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    /// <summary>"postgres (PostgreSQL) 15.18 (Debian 15.18-1)" is 15.18; a "19beta1" is 19.0.</summary>
    public static Version? ParseVersion(string output)
    {
        var match = VersionPattern.Match(output);
        return match.Success
            ? new Version(Number(match.Groups["major"].Value), Number(match.Groups["minor"].Value))
            : null;

        static int Number(string digits) =>
            digits.Length == 0
                ? 0
                : int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(
        @"\(PostgreSQL\) (?<major>\d+)(\.(?<minor>\d+))?",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex VersionPattern { get; }
}
