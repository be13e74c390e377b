using Npgsql;
using OpsCenter.Migrations.Errors;

namespace OpsCenter.Migrations.Sessions;

/// <summary>
/// What it means that the server ended a statement: SQLSTATE 57014 is a cancel request of another session, or <c>statement_timeout</c>.
/// </summary>
public static class StatementEnd
{
    /// <summary>Whether the server ended the statement, and not an error in it.</summary>
    public static bool IsMeantBy(PostgresException exception) =>
        exception.SqlState == PostgresErrorCodes.QueryCanceled;

    /// <param name="exception">What the server said.</param>
    /// <param name="what">What it was about, as one or more sentences; null for a statement of the engine's own.</param>
    public static MigrationException Describe(PostgresException exception, string? what = null)
    {
        var rest = what is null ? "" : $"\n{what}";
        // Only the text tells the two causes apart. The limit is lifted in every session of ours, so that in another language than
        // English, too, it is rather a request.
        return exception.MessageText.Contains("statement timeout", StringComparison.Ordinal)
            ? new StatementTimeoutException(
                $"A statement reached statement_timeout: {exception.MessageText} (SQLSTATE 57014). Its transaction was rolled back.{rest}",
                "The role, the database or the server begins a session with it, and it was reached before the program could lift it; or "
                    + $"something in the database sets it again. {LiftedBy("statement_timeout")}, then repeat.",
                exception
            )
            : new StatementCancelledException(
                $"Somebody cancelled a statement of this run on the server: {exception.MessageText} (SQLSTATE 57014). Its transaction was rolled "
                    + $"back.{rest}",
                "Find out who did (pg_cancel_backend() by an administrator or a watchdog) and why. Then repeat the command: it resumes there.",
                exception
            );
    }

    /// <summary>How a connection begins without this time limit, which takes no right.</summary>
    public static string LiftedBy(string setting) =>
        $"Add \"Options=-c {setting}=0\" to the connection";
}
