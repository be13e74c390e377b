using Npgsql;

namespace OpsCenter.Conformance.Databases;

/// <summary>
/// Makes data sources for databases that live for a second. Their types are not loaded: that would take longer than what is done
/// there, and the harness reads built-in types only. What Npgsql knows of the database goes with the data source; of a connection by
/// itself it would keep that until the process ends.
/// </summary>
internal static class Sessions
{
    public static NpgsqlDataSource Of(NpgsqlConnectionStringBuilder text) =>
        new NpgsqlDataSourceBuilder(text.ConnectionString)
            .ConfigureTypeLoading(loading => loading.EnableTypeLoading(false))
            .Build();
}
