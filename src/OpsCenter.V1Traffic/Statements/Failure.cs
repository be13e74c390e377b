using System.Net.Sockets;
using Npgsql;

namespace OpsCenter.V1Traffic.Statements;

/// <summary>What an operation may fail with while the run goes on.</summary>
internal static class Failure
{
    /// <summary>SQLSTATE class 08: the connection could not be made.</summary>
    public const string CannotConnect = "08001";

    /// <summary>SQLSTATE class 08: the connection was lost.</summary>
    public const string ConnectionLost = "08006";

    /// <param name="exception">What was thrown.</param>
    /// <param name="connected">Whether there was a connection.</param>
    /// <returns>Null if it is no failure of the database: then it is a fault of this program, and ends the run.</returns>
    public static string? SqlStateOf(Exception exception, bool connected) =>
        exception switch
        {
            PostgresException server => server.SqlState,
            NpgsqlException or IOException or SocketException or TimeoutException => connected
                ? ConnectionLost
                : CannotConnect,
            _ => null,
        };

    /// <summary>Whether it is what a server says, or does, that is being shut down.</summary>
    public static bool IsOfClosingServer(string sqlState) =>
        sqlState.StartsWith("08", StringComparison.Ordinal)
        || sqlState.StartsWith("57P0", StringComparison.Ordinal);
}
