using System.Net.Sockets;
using Npgsql;

namespace OpsCenter.V1Traffic.Statements;

/// <summary>The errors of an operation that do not end the run.</summary>
internal static class Failure
{
    /// <summary>SQLSTATE class 08: the connection could not be opened.</summary>
    public const string CannotConnect = "08001";

    /// <summary>SQLSTATE class 08: the connection was lost.</summary>
    public const string ConnectionLost = "08006";

    /// <param name="exception">The exception.</param>
    /// <param name="connected">Whether the client was connected.</param>
    /// <returns>The SQLSTATE; null for an error of this program, which ends the run.</returns>
    public static string? SqlStateOf(Exception exception, bool connected) =>
        exception switch
        {
            PostgresException server => server.SqlState,
            NpgsqlException or IOException or SocketException or TimeoutException => connected
                ? ConnectionLost
                : CannotConnect,
            _ => null,
        };

    /// <summary>Whether the error is caused by a shutdown of the server.</summary>
    public static bool IsOfClosingServer(string sqlState) =>
        sqlState.StartsWith("08", StringComparison.Ordinal)
        || sqlState.StartsWith("57P0", StringComparison.Ordinal);
}
