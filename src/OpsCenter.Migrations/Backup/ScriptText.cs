using System.Text;
using System.Text.RegularExpressions;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Backup;

/// <summary>Makes statements for a session out of what pg_restore writes for psql.</summary>
internal static partial class ScriptText
{
    private const string FirstEntry = "\n-- Name: ";
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);
    private const string Unrestrict = "\n\\unrestrict ";

    /// <summary>
    /// The statements of a section without the commands of psql and without the time limits: pg_restore switches them off, ours stay.
    /// </summary>
    /// <exception cref="RestoreRefusedException">It is not text in UTF-8.</exception>
    public static string Statements(byte[] script)
    {
        var text = Decode(script);
        var begin = text.IndexOf(FirstEntry, StringComparison.Ordinal) is var first and >= 0
            ? first
            : text.Length;
        var lines = text[..begin].Split('\n').Where(line => !IsForClientOnly(line));
        var rest = text[begin..];
        var end = rest.LastIndexOf(Unrestrict, StringComparison.Ordinal);
        return string.Join('\n', lines) + (end >= 0 && IsOneLine(rest[end..]) ? rest[..end] : rest);
    }

    /// <summary>
    /// Executes several statements. The server splits them: Npgsql would cut a function's body of several statements (BEGIN ATOMIC) in pieces.
    /// </summary>
    public static async Task ExecuteAsync(
        DatabaseSession session,
        string statements,
        CancellationToken cancellation
    )
    {
        await session.ExecuteAsync(
            "select pg_catalog.set_config('opscenter.restore', $1, true)",
            cancellation,
            statements
        );
        await session.ExecuteAsync(
            "do $do$ begin execute pg_catalog.current_setting('opscenter.restore'); end $do$",
            cancellation
        );
        await session.ExecuteAsync(
            "select pg_catalog.set_config('opscenter.restore', '', true)",
            cancellation
        );
    }

    /// <summary>Whether a line outside of a statement is a command of psql, a time limit, or a comment.</summary>
    public static bool IsForClientOnly(string line) =>
        line.StartsWith('\\')
        || line.StartsWith("--", StringComparison.Ordinal)
        || TimeLimit().IsMatch(line);

    private static bool IsOneLine(string tail) =>
        !tail.Trim().Contains('\n', StringComparison.Ordinal);

    /// <exception cref="RestoreRefusedException">It is not text in UTF-8.</exception>
    public static string Decode(byte[] script)
    {
        try
        {
            return Strict.GetString(script);
        }
        catch (DecoderFallbackException exception)
        {
            throw new RestoreRefusedException(
                "The definitions in the file are not text in UTF-8. Nothing was touched.",
                "Take a backup in UTF-8 (pg_dump --encoding=UTF8), or restore beside it: --into <new database>.",
                exception
            );
        }
    }

    [GeneratedRegex(@"^SET \w+_timeout = 0;\r?\n?$")]
    private static partial Regex TimeLimit();
}
