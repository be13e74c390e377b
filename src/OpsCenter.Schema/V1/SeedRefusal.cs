using Npgsql;

namespace OpsCenter.Schema.V1;

/// <summary>What to do when a role or a server is not up to building a shape.</summary>
internal static class SeedRefusal
{
    /// <summary>The cure for an SQLSTATE; null if none is known.</summary>
    public static string? RemedyFor(V1Shape shape, string sqlState) =>
        sqlState switch
        {
            PostgresErrorCodes.InsufficientPrivilege when shape == V1Shape.A =>
                "Have the schema's owner run: grant usage, create on schema <schema> to <role>;",
            PostgresErrorCodes.InsufficientPrivilege =>
                "Shape B needs CREATE on the schema and two extensions. Have an administrator run in this database: "
                    + "create extension if not exists pgcrypto; create extension if not exists \"uuid-ossp\";",
            PostgresErrorCodes.InvalidSchemaName =>
                "Let the search_path name a schema that exists, such as public.",
            PostgresErrorCodes.UndefinedFile
            or PostgresErrorCodes.FeatureNotSupported when shape == V1Shape.B =>
                "Install the server's contrib modules (pgcrypto and uuid-ossp), or seed shape A.",
            _ => null,
        };
}
