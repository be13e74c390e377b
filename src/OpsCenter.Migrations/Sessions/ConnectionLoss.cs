using Npgsql;

namespace OpsCenter.Migrations.Sessions;

/// <summary>What a server says when it ends a session that did nothing wrong.</summary>
public static class ConnectionLoss
{
    /// <summary>Whether the session was ended from outside: terminated by an administrator, with its server, or at a time limit.</summary>
    public static bool IsMeantBy(PostgresException exception) =>
        exception.SqlState
            is PostgresErrorCodes.AdminShutdown
                or PostgresErrorCodes.CrashShutdown
                or PostgresErrorCodes.CannotConnectNow
        || LimitOf(exception) is not null;

    /// <summary>The setting whose time limit ended the session; null if it was something else.</summary>
    public static string? LimitOf(PostgresException exception) =>
        exception.SqlState switch
        {
            "25P03" => "idle_in_transaction_session_timeout",
            "25P04" => "transaction_timeout",
            "57P05" => "idle_session_timeout",
            _ => null,
        };
}
