using Npgsql;

namespace OpsCenter.Migrations.Sessions;

/// <summary>What a server says when it ends a session that did nothing wrong.</summary>
public static class ConnectionLoss
{
    /// <summary>Whether the session was ended from outside: terminated by an administrator, or with its server.</summary>
    public static bool IsMeantBy(PostgresException exception) =>
        exception.SqlState
            is PostgresErrorCodes.AdminShutdown
                or PostgresErrorCodes.CrashShutdown
                or PostgresErrorCodes.CannotConnectNow;
}
