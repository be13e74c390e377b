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
                // idle_in_transaction_session_timeout, transaction_timeout, idle_session_timeout
                or "25P03"
                or "25P04"
                or "57P05";
}
