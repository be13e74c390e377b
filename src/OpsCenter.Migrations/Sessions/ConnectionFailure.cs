using System.Net.Sockets;
using System.Security.Authentication;
using Npgsql;
using OpsCenter.Migrations.Errors;

namespace OpsCenter.Migrations.Sessions;

/// <summary>Says who could not connect to what, why, and what to do; never with which password.</summary>
public static class ConnectionFailure
{
    /// <param name="connectionString">With or without a password.</param>
    /// <param name="exception">What happened when it was opened.</param>
    public static ConnectionFailedException Describe(
        string connectionString,
        NpgsqlException exception
    )
    {
        var target = new NpgsqlConnectionStringBuilder(connectionString);
        var (reason, remedy) = Explain(target, exception);
        return new ConnectionFailedException(
            $"Cannot connect to database \"{target.Database}\" on {Server(target)}{As(target.Username)}: {reason.TrimEnd('.')}.",
            remedy,
            exception
        );
    }

    private static (string Reason, string Remedy) Explain(
        NpgsqlConnectionStringBuilder target,
        Exception exception
    ) =>
        exception switch
        {
            PostgresException server => ServerRefusal.Explain(target, server),
            { InnerException: AggregateException several } => Several(target, several),
            _ when Find<AuthenticationException>(exception) is { } tls => TlsFailure.Explain(
                target,
                tls
            ),
            _ when exception.Message.Contains(
                    "SSL connection requested",
                    StringComparison.Ordinal
                ) => TlsFailure.NotOffered,
            _ when exception.Message.Contains("No password", StringComparison.Ordinal) => (
                "the server asks for a password, and there is none",
                "Set PGPASSWORD or PGPASSFILE."
            ),
            _ when Find<SocketException>(exception) is { } socket => OfSocket(socket),
            _ when Find<TimeoutException>(exception) is not null => (
                $"no answer came within {target.Timeout} s",
                "Check host and port, and that no firewall drops what is sent there; allow more time with \"Timeout\" in the connection."
            ),
            _ => (
                exception.InnerException?.Message ?? exception.Message,
                "Check that the server runs, and that host and port in the connection are right."
            ),
        };

    private static (string, string) OfSocket(SocketException socket) =>
        socket.SocketErrorCode switch
        {
            SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => (
                $"the host has no address ({socket.Message})",
                "Check the host's name in the connection, and that this machine can resolve it."
            ),
            SocketError.ConnectionRefused => (
                $"nothing accepts connections there ({socket.Message})",
                "Check that the server runs and listens on that address, and that host and port in the connection are right."
            ),
            _ => (
                socket.Message,
                "Check that the server runs, and that host and port in the connection are right."
            ),
        };

    /// <summary>Each of several hosts has its own reason; the remedy is that of the first.</summary>
    private static (string, string) Several(
        NpgsqlConnectionStringBuilder target,
        AggregateException several
    )
    {
        var causes = several.InnerExceptions.Select(cause => Explain(target, cause)).ToList();
        return causes.Count == 0
            ? (
                "none of the hosts has the wanted role",
                "Name the server that takes writes, or another target_session_attrs."
            )
            : (
                string.Join(
                    "; ",
                    causes.Select(cause => cause.Reason).Distinct(StringComparer.Ordinal)
                ),
                causes[0].Remedy
            );
    }

    private static T? Find<T>(Exception? exception)
        where T : Exception
    {
        while (exception is not null and not T)
        {
            exception = exception.InnerException;
        }

        return exception as T;
    }

    private static string Server(NpgsqlConnectionStringBuilder target) =>
        target.Host?.Contains(',', StringComparison.Ordinal) == true
            ? target.Host
            : $"{target.Host}:{target.Port}";

    /// <summary>Without a name it is the operating system's user, whom Npgsql does not tell.</summary>
    private static string As(string? user) => string.IsNullOrEmpty(user) ? "" : $" as \"{user}\"";
}
