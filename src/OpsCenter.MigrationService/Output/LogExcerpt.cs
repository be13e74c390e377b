using System.Text.RegularExpressions;
using OpsCenter.ServiceDefaults.CommandLine;

namespace OpsCenter.MigrationService.Output;

/// <summary>The end of what a run printed, without values of rows and without passwords.</summary>
internal static partial class LogExcerpt
{
    /// <summary>What failed stands at the end, and a log may be very long.</summary>
    private const int MostLines = 200;

    private const int LongestLine = 500;

    /// <summary>Reads the last lines of a file.</summary>
    /// <exception cref="UsageException">The file cannot be read.</exception>
    public static string Read(FileInfo file)
    {
        try
        {
            return string.Join(
                '\n',
                File.ReadLines(file.FullName).TakeLast(MostLines).Select(Redact)
            );
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(
                $"The log {file.FullName} cannot be read: {exception.Message}",
                "Name the file with what the run printed. To have one: opscenter apply 2>&1 | tee apply.log"
            );
        }
    }

    /// <summary>One line, with <c>?</c> for each value that the server may have taken from a row or a statement.</summary>
    public static string Redact(string line)
    {
        var shown = Colour().Replace(line, "");
        shown = Password().Replace(shown, "?");
        shown = Value().Replace(shown, "?");
        return shown.Length <= LongestLine ? shown : $"{shown[..LongestLine]}…";
    }

    [GeneratedRegex(@"\u001b\[[0-9;]*[A-Za-z]")]
    private static partial Regex Colour();

    [GeneratedRegex(
        """
            (?<=://[^\s/@:]*:)[^\s@]+(?=@)
            |(?<=\b(password|passwd|pwd)\s*=\s*)("[^"]*"|'[^']*'|[^\s;&,"']+)
            """,
        RegexOptions.IgnorePatternWhitespace
            | RegexOptions.ExplicitCapture
            | RegexOptions.IgnoreCase
    )]
    private static partial Regex Password();

    // A key of a row, a whole row, a value that a type refuses, a line of COPY, and a literal; what has no end on its line goes to the end.
    [GeneratedRegex(
        """
            (?<=\)=\().*(?=\))
            |(?<=row\scontains\s\().*
            |(?<=:\s")(.*(?=")|.*)
            |(?<![\w"])([EeBbXxUu]&?)?'([^']|'')*('|$)
            """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Value();
}
