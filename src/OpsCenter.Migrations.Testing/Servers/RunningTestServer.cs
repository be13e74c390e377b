using OpsCenter.Conformance.Databases;
using OpsCenter.EmbeddedPostgres;

namespace OpsCenter.Migrations.Testing.Servers;

/// <summary>A server that accepts connections.</summary>
/// <param name="Databases">Creates its databases.</param>
/// <param name="PasswordFile">The file with the password; null for the server in OPSCENTER_TEST_POSTGRES.</param>
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
                    $"{GivenServer.Variable} is PostgreSQL {GivenServer.Major}, but this test needs {major}."
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
            ProcessEnd.DisposeAtEnd(cluster);
            return new RunningTestServer(
                await DatabaseServer.ConnectAsync(cluster.ConnectionString),
                cluster.PasswordFile
            );
        }
        catch (EmbeddedPostgresException unavailable)
        {
            throw Prerequisite.Missing(unavailable.Message, unavailable);
        }
    }

    /// <summary>The server continues to run after the tests, so clones and templates must be dropped.</summary>
    private static async Task<DatabaseServer> ConnectAsync(string given)
    {
        var databases = await DatabaseServer.ConnectAsync(given);
        ProcessEnd.DisposeAtEnd(databases);
        return databases;
    }
}
