using Npgsql;
using OpsCenter.EmbeddedPostgres;
using OpsCenter.Testing.Prerequisites;

namespace OpsCenter.Testing.Servers;

/// <summary>A server that accepts connections.</summary>
internal sealed class RunningTestServer
{
    private static readonly Dictionary<string, string> Settings = new(StringComparer.Ordinal)
    {
        ["max_connections"] = "300",
    };

    internal RunningTestServer(string connectionString, string? passwordFile)
    {
        ConnectionString = connectionString;
        PasswordFile = passwordFile;
        Administration = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(connectionString) { MaxPoolSize = 4 }
        );
    }

    public string ConnectionString { get; }

    /// <summary>Null for a given server: whoever gave it knows its password.</summary>
    public string? PasswordFile { get; }

    public NpgsqlDataSource Administration { get; }

    public static async Task<RunningTestServer> StartAsync(int major)
    {
        if (GivenServer.ConnectionString is { } given)
        {
            return GivenServer.Major == major
                ? new RunningTestServer(given, null)
                : throw Prerequisite.Missing(
                    $"{GivenServer.Variable} names a PostgreSQL {GivenServer.Major}, and this test needs {major}."
                );
        }

        try
        {
            var cluster = await PostgresCluster.StartAsync(
                new PostgresClusterOptions { Major = major, Settings = Settings }
            );
            ProcessEnd.StopThen(cluster);
            return new RunningTestServer(cluster.ConnectionString, cluster.PasswordFile);
        }
        catch (EmbeddedPostgresException missing)
        {
            throw Prerequisite.Missing(missing.Message, missing);
        }
    }
}
