using Npgsql;
using OpsCenter.Migrations.Errors;

namespace OpsCenter.Migrations.Sessions;

/// <summary>Says who could not connect to what, and never with which password.</summary>
internal static class ConnectionFailure
{
    public static ConnectionFailedException Describe(
        NpgsqlDataSource source,
        NpgsqlException exception
    )
    {
        var target = new NpgsqlConnectionStringBuilder(source.ConnectionString);
        var (reason, remedy) = exception switch
        {
            PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } => (
                $"the server has no database \"{target.Database}\"",
                "Create the database, or name another one in the connection."
            ),
            PostgresException { SqlState: "28P01" or "28000" } denied => (
                denied.MessageText,
                "Check user and password (PGPASSWORD or PGPASSFILE) and the server's pg_hba.conf."
            ),
            PostgresException refused => (
                $"{refused.MessageText} (SQLSTATE {refused.SqlState})",
                "Mend what the server reports, then repeat."
            ),
            _ when exception.Message.Contains("No password", StringComparison.Ordinal) => (
                "the server asks for a password, and there is none",
                "Set PGPASSWORD or PGPASSFILE."
            ),
            _ => (
                exception.InnerException?.Message ?? exception.Message,
                "Check that the server runs, and that host and port in the connection are right."
            ),
        };

        return new ConnectionFailedException(
            $"Cannot connect to database \"{target.Database}\" on {target.Host}:{target.Port}{As(target.Username)}: {reason}.",
            remedy,
            exception
        );
    }

    /// <summary>Without a name it is the operating system's user, whom Npgsql does not tell.</summary>
    private static string As(string? user) => string.IsNullOrEmpty(user) ? "" : $" as \"{user}\"";
}
