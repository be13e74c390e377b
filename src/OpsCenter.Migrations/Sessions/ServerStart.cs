using System.Net.Sockets;
using Npgsql;
using OpsCenter.Migrations.Errors;

namespace OpsCenter.Migrations.Sessions;

/// <summary>The failures of a connection to a server that is starting.</summary>
internal static class ServerStart
{
    public static bool IsMeantBy(NpgsqlException exception) =>
        exception switch
        {
            PostgresException server => server.SqlState == PostgresErrorCodes.CannotConnectNow,
            _ => exception.InnerException
                is SocketException
                    {
                        SocketErrorCode: SocketError.ConnectionRefused
                            or SocketError.ConnectionReset
                            or SocketError.HostNotFound
                            or SocketError.HostUnreachable
                            or SocketError.TryAgain
                            or SocketError.NoData
                            or SocketError.TimedOut
                    }
                    // A port that is published before its server listens is closed again at once.
                    or EndOfStreamException
                    or IOException { InnerException: SocketException }
                    or TimeoutException,
        };

    /// <param name="source">What was to be connected to.</param>
    /// <param name="limit">How long it was tried.</param>
    /// <param name="last">The last failure; null if no attempt was answered.</param>
    public static ConnectionFailedException TimedOut(
        NpgsqlDataSource source,
        TimeSpan limit,
        NpgsqlException? last
    )
    {
        var failure = ConnectionFailure.Describe(
            source.ConnectionString,
            last ?? new NpgsqlException("the server did not answer")
        );
        return new ConnectionFailedException(
            $"{failure.Message} The connection was retried for {limit.TotalSeconds:0.###} s (--wait).",
            $"{failure.Remedy} If it needs longer to start, allow a longer --wait; in an Aspire application that is SqlMigrationOptions.ServerDeadline.",
            last
        );
    }
}
