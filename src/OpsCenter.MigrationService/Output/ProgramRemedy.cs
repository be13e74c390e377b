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

    [GeneratedRegex(@"psql -X (?:-v script=\S+ )?-f \S+, or: opscenter (apply|rollback)")]
    private static partial Regex Driver();

    [GeneratedRegex(@"set opscenter\.on_conflict = '?keep'?;?")]
    private static partial Regex OnConflict();

    [GeneratedRegex(@"set opscenter\.archive = '?(\d+)'?;?")]
    private static partial Regex Archive();

    [GeneratedRegex(@"set opscenter\.allow_blocking = on;?")]
    private static partial Regex AllowBlocking();
}
