using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Versions;

/// <summary>Whose objects are used beside a folder: queries that name the trusted roles.</summary>
internal static class VersionTrust
{
    /// <summary>The oids of the trusted roles.</summary>
    public static string Roles { get; } = EmbeddedSql.Read("Versions/trusted.sql");

    /// <summary>A query that is a file, with the trusted roles in the place of their name there.</summary>
    public static string Query(string name) =>
        EmbeddedSql
            .Read(name)
            .Replace(
                "$1::pg_catalog.oid[]",
                "array(select t.oid from trusted t)",
                StringComparison.Ordinal
            )
            .Replace("{{trusted}}", Roles, StringComparison.Ordinal);
}
