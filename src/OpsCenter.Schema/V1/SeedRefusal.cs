using Npgsql;

namespace OpsCenter.Schema.V1;

/// <summary>What to do when a role or a server is not up to building a shape.</summary>
internal static class SeedRefusal
{
    /// <summary>The schema to build in.</summary>
    /// <exception cref="V1SeedException">There is none, or the database cannot hold the sample data.</exception>
    public static string EnsureRoom(V1Shape shape, SeedTarget target)
    {
        if (target.Encoding != "UTF8")
        {
            var other = SeedScript.Quoted($"{target.Database}_utf8", '"');
            throw new V1SeedException(
                $"The sample data has characters of many languages, and database \"{target.Database}\" has encoding {target.Encoding}. Nothing was "
                    + "changed.",
                $"Seed a database with encoding UTF8: create database {other} template template0 encoding 'UTF8' locale 'C';"
            );
        }

        return target.Schema
            ?? throw new V1SeedException(
                $"V1 shape {shape} cannot be built here: no schema of the search_path exists. Nothing was changed.",
                RemedyFor(shape, PostgresErrorCodes.InvalidSchemaName)!
            );
    }

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
