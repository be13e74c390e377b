using Npgsql;

namespace OpsCenter.Conformance.Databases;

/// <summary>
/// Creates data sources for databases that exist only for seconds. They do not load the types of the database: that
/// would take longer than the queries, which use only built-in types. A data source also frees the type information of
/// Npgsql on disposal, a connection without one keeps it until the process ends.
/// </summary>
internal static class ShortLivedDataSource
{
    public static NpgsqlDataSource Create(NpgsqlConnectionStringBuilder text) =>
        new NpgsqlDataSourceBuilder(text.ConnectionString)
            .ConfigureTypeLoading(loading => loading.EnableTypeLoading(false))
            .Build();
}
