using OpsCenter.Conformance.Databases;
using OpsCenter.EmbeddedPostgres;

namespace OpsCenter.Migrations.Testing.Servers;

/// <summary>A server that accepts connections.</summary>
/// <param name="Databases">What makes its databases.</param>
/// <param name="PasswordFile">Null for a given server: whoever gave it knows its password.</param>
internal sealed record RunningTestServer(DatabaseServer Databases, string? PasswordFile)
{
    private static readonly Dictionary<string, string> Settings = new(StringComparer.Ordinal)
    {
        ["max_connections"] = "300",
    };

    public static async Task<RunningTestServer> StartAsync(int major)
    {
        if (GivenServer.ConnectionString is { } given)
        {
            return GivenServer.Major == major
                ? new RunningTestServer(await ConnectAsync(given), null)
                : throw Prerequisite.Missing(
                    $"{GivenServer.Variable} names a PostgreSQL {GivenServer.Major}, and this test needs {major}."
                );
        }

        try
        {
            var cluster = await PostgresCluster.StartAsync(
                new PostgresClusterOptions
                {
                    Major = major,
                    InMemory = true,
                    Settings = Settings,
                }
            );
            ProcessEnd.StopThen(cluster);
            return new RunningTestServer(
                await DatabaseServer.ConnectAsync(cluster.ConnectionString),
                cluster.PasswordFile
            );
        }
        catch (EmbeddedPostgresException missing)
        {
            throw Prerequisite.Missing(missing.Message, missing);
        }
    }

    /// <summary>Somebody else's server: what was made there ahead or to be cloned must not stay.</summary>
    private static async Task<DatabaseServer> ConnectAsync(string given)
    {
        var databases = await DatabaseServer.ConnectAsync(given);
        ProcessEnd.StopThen(databases);
        return databases;
    }
}
