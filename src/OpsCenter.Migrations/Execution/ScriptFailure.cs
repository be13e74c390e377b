using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Npgsql;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Planning;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Execution;

/// <summary>Turns what the server says about a failed statement into one of the types in Errors.</summary>
internal static partial class ScriptFailure
{
    public static Exception Translate(
        ScriptStatements statements,
        int ordinal,
        PostgresException server
    )
    {
        if (server.SqlState == StepProtocol.Refusal)
        {
            return new MigrationRefusedException(
                statements.File,
                Join(server.MessageText, server.Detail),
                server.Hint,
                server
            );
        }

        var location = statements.Locate(ordinal, Index(statements.Texts[ordinal], server));
        if (server.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            // A script that watches its locks itself says more than the place where it gave up.
            var told = server.Where?.Contains("at RAISE", StringComparison.Ordinal) == true;
            return new LockTimeoutException(
                told
                    ? server.MessageText
                    : $"{server.MessageText}\n{location}\nAnother session holds a lock that this statement needs. Nothing was changed.",
                server.Hint
                    ?? "Repeat when the long transaction has ended (see pg_stat_activity, pg_blocking_pids()), or allow a longer --lock-timeout.",
                server
            );
        }

        if (StatementEnd.IsMeantBy(server))
        {
            return StatementEnd.Describe(server, location.ToString());
        }

        return new ScriptFailedException(
            location,
            server.SqlState,
            Message(location, server),
            server.Detail,
            server.Hint,
            server
        );
    }

    private static string Message(ScriptLocation location, PostgresException server)
    {
        var text = new StringBuilder(server.MessageText);
        text.Append(CultureInfo.InvariantCulture, $" (SQLSTATE {server.SqlState})\n{location}");
        Append(text, "DETAIL", server.Detail);
        Append(text, "HINT", server.Hint);
        Append(text, "QUERY", server.InternalQuery);
        return text.ToString();
    }

    private static void Append(StringBuilder text, string label, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{label}: {value}");
        }
    }

    private static string Join(string message, string? detail) =>
        string.IsNullOrEmpty(detail) ? message : $"{message}\n{detail}";

    private static int Index(string statement, PostgresException server)
    {
        // Position counts characters (code points) from 1; .NET counts UTF-16 units from 0.
        if (server.Position > 0)
        {
            return Utf16Index(statement, server.Position - 1);
        }

        // A DO block's line 1 is the rest of the line on which its body begins.
        var frame = BlockLine().Matches(server.Where ?? "").LastOrDefault();
        var body = BodyStart().Match(statement);
        if (frame is null || !body.Success)
        {
            return 0;
        }

        var index = body.Index + body.Length;
        var line = int.Parse(frame.Groups[1].Value, CultureInfo.InvariantCulture);
        for (; line > 1 && statement.IndexOf('\n', index) is var end and >= 0; line--)
        {
            index = end + 1;
        }

        while (index < statement.Length && statement[index] is ' ' or '\t')
        {
            index++;
        }

        return index;
    }

    private static int Utf16Index(string text, int codePoints)
    {
        var index = 0;
        foreach (var rune in text.EnumerateRunes().Take(codePoints))
        {
            index += rune.Utf16SequenceLength;
        }

        return index;
    }

    [GeneratedRegex(@"inline_code_block line (\d+)")]
    private static partial Regex BlockLine();

    [GeneratedRegex(@"\bdo\b\s+(?:language\s+\w+\s+)?\$\w*\$", RegexOptions.IgnoreCase)]
    private static partial Regex BodyStart();
}
