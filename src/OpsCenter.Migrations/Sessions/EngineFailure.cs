using Npgsql;
using OpsCenter.Migrations.Errors;

namespace OpsCenter.Migrations.Sessions;

/// <summary>Turns what the server says about a statement of the engine's own into one of the types in Errors.</summary>
internal static class EngineFailure
{
    public static bool IsKnown(PostgresException exception) =>
        exception.SqlState
            is PostgresErrorCodes.LockNotAvailable
                or PostgresErrorCodes.InsufficientPrivilege;

    /// <summary>The typed error of one that <see cref="IsKnown"/>.</summary>
    public static MigrationException Describe(PostgresException exception) =>
        exception.SqlState switch
        {
            PostgresErrorCodes.LockNotAvailable => new LockTimeoutException(
                $"{exception.MessageText}. Another session holds a lock that keeps even readers out. What had not been committed was rolled back.",
                "Repeat when it has ended (see pg_stat_activity, pg_blocking_pids()), or allow a longer --lock-timeout.",
                exception
            ),
            _ => new PermissionDeniedException(
                $"{exception.MessageText}. The role needs it for the books in schema opscenter. What had not been committed was rolled back.",
                "Connect as the role that owns schema opscenter, or have its owner run: "
                    + "grant usage, create on schema opscenter to <role>; grant select, insert on all tables in schema opscenter to <role>;",
                exception
            ),
        };
}
