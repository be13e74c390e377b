using Npgsql;

namespace OpsCenter.ServiceDefaults.Connections;

/// <summary>Restricts connections to the built-in types.</summary>
public static class BuiltInTypes
{
    /// <summary>
    /// Prevents Npgsql from loading the types of the database. Npgsql does this when it connects, before the
    /// search_path can be set, with a query that compares an oid with a regproc. pg_catalog has no operator for exactly
    /// these types, so an operator that another role created in schema public would run with the rights of the
    /// connecting role.
    /// </summary>
    public static void UseBuiltInTypesOnly(this NpgsqlDataSourceBuilder builder) =>
        builder.ConfigureTypeLoading(types => types.EnableTypeLoading(false));
}
