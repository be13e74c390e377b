using System.Text.RegularExpressions;

namespace OpsCenter.MigrationService.Output;

/// <summary>
/// What a script advises is meant for psql: settings of its session. Whoever runs this program gives an option instead; the program's own
/// sessions are gone when the message is read.
/// </summary>
internal static partial class ProgramRemedy
{
    /// <summary>The same text with this program's options.</summary>
    public static string Of(string text)
    {
        var advice = Driver().Replace(text, "opscenter $1 without --single-transaction");
        advice = OnConflict().Replace(advice, "--keep-existing");
        advice = Archive().Replace(advice, "--archive $1");
        advice = AllowBlocking().Replace(advice, "--allow-blocking");
        advice = SearchPath()
            .Replace(
                advice,
                path => Connection($"Search Path={Quoted(path.Groups["path"].Value)}")
            );
        advice = Role()
            .Replace(
                advice,
                role => Connection($"Options=-c role={Unquoted(role.Groups["role"].Value)}")
            );
        advice = ReadOnly()
            .Replace(advice, Connection("Options=-c default_transaction_read_only=off"));
        return advice
            .Replace("reset opscenter.discard;", "leave --discard out.", StringComparison.Ordinal)
            .Replace("opscenter.discard is ", "--discard is ", StringComparison.Ordinal)
            .Replace(
                "set lock_timeout to wait longer",
                "wait longer with --lock-timeout",
                StringComparison.Ordinal
            )
            .Replace("un the script again", "un the command again", StringComparison.Ordinal);
    }

    private static string Connection(string setting) => $"add \"{setting}\" to the connection.";

    /// <summary>A name in double quotes, as a value of a connection string.</summary>
    private static string Quoted(string path) =>
        path.Contains('"', StringComparison.Ordinal) ? $"'{path}'" : path;

    /// <summary>In startup options a blank separates and a backslash escapes (manual, 34.1.2, options).</summary>
    private static string Unquoted(string name) =>
        (name[0] == '"' ? name[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : name)
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace(" ", "\\ ", StringComparison.Ordinal);

    [GeneratedRegex(@"set search_path = (?<path>[^;]+);")]
    private static partial Regex SearchPath();

    // Preflight has the words for both, the connection and psql.
    [GeneratedRegex(@"(?<!in psql: )set role (?<role>""[^""]+""|[^;]+);")]
    private static partial Regex Role();

    [GeneratedRegex(@"(?<!Run: )set default_transaction_read_only = off;")]
    private static partial Regex ReadOnly();

    [GeneratedRegex(@"psql -X (?:-v script=\S+ )?-f \S+, or: opscenter (apply|rollback)")]
    private static partial Regex Driver();

    [GeneratedRegex(@"set opscenter\.on_conflict = '?keep'?;?")]
    private static partial Regex OnConflict();

    [GeneratedRegex(@"set opscenter\.archive = '?(\d+)'?;?")]
    private static partial Regex Archive();

    [GeneratedRegex(@"set opscenter\.allow_blocking = on;?")]
    private static partial Regex AllowBlocking();
}
