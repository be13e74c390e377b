using System.Text.RegularExpressions;

namespace OpsCenter.MigrationService.Output;

/// <summary>A word of a command line that is shown to be pasted into a shell.</summary>
internal static partial class ShellWord
{
    /// <summary>In quotes where the shell would divide or change it.</summary>
    public static string Of(string word) =>
        Plain().IsMatch(word) ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    [GeneratedRegex(@"\A[A-Za-z0-9_./:=@%+,-]+\z")]
    private static partial Regex Plain();
}
