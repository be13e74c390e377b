using Npgsql;

namespace OpsCenter.ServiceDefaults.Connections;

/// <summary>Data sources whose connections know the built-in types only.</summary>
public static class BuiltInTypes
{
    /// <summary>
    /// Keeps Npgsql from loading the database's types. It does so when it connects, before anybody can set a search_path, by a query
    /// that compares an oid with a regproc: pg_catalog has no operator of exactly these types, so one that another role creates in
    /// schema public is called instead, with the rights of whoever connects.
    /// </summary>
    public static void UseBuiltInTypesOnly(this NpgsqlDataSourceBuilder builder) =>
        builder.ConfigureTypeLoading(types => types.EnableTypeLoading(false));
}
