using Npgsql;

namespace OpsCenter.Migrations.Sessions;

/// <summary>
/// Why a server did not let a session begin. One SQLSTATE has several causes; the server's own routine, whose name no language
/// setting translates, tells them apart (src/backend/libpq/auth.c, src/backend/utils/init).
/// </summary>
internal static class ServerRefusal
{
    public static (string Reason, string Remedy) Explain(
        NpgsqlConnectionStringBuilder target,
        PostgresException server
    ) =>
        server switch
        {
            { SqlState: PostgresErrorCodes.InvalidCatalogName } => (
                $"the server has no database \"{target.Database}\"",
                "Create the database, or name another one in the connection."
            ),
            { SqlState: PostgresErrorCodes.InvalidPassword } => (
                server.MessageText,
                "Check user and password (PGPASSWORD or PGPASSFILE)."
            ),
            { SqlState: "28000", Routine: "ClientAuthentication" } => (
                server.MessageText,
                target.SslMode is SslMode.Disable or SslMode.Allow
                    ? "Where the server admits encrypted connections only, set \"SSL Mode=Require\" (sslmode=require in a URI). Otherwise its "
                        + "administrator has to admit this user, database and address in pg_hba.conf."
                    : "The server's administrator has to admit this user, database and address in pg_hba.conf."
            ),
            { SqlState: "28000" } => (
                server.MessageText,
                "Name another user in the connection. The role must exist and be allowed to log in."
            ),
            { SqlState: PostgresErrorCodes.InsufficientPrivilege, Routine: "CheckMyDatabase" } => (
                server.MessageText,
                $"Have an administrator run: grant connect on database {Quoted(target.Database)} to {Quoted(target.Username)};"
            ),
            { SqlState: PostgresErrorCodes.TooManyConnections } => (
                server.MessageText,
                "A run needs up to 4 connections at once. Wait until that many are free, or have an administrator raise the limit that is "
                    + "meant: of the server (max_connections), the database or the role (connection limit)."
            ),
            { SqlState: PostgresErrorCodes.CannotConnectNow } => (
                server.MessageText,
                "Wait until the server accepts connections, then repeat."
            ),
            _ => (
                $"{server.MessageText} (SQLSTATE {server.SqlState})",
                "Correct what the server reports, then repeat."
            ),
        };

    private static string Quoted(string? name) =>
        $"\"{name?.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
