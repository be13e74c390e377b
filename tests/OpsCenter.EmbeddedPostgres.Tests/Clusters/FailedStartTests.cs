using System.Net;
using System.Net.Sockets;

namespace OpsCenter.EmbeddedPostgres.Tests.Clusters;

public sealed class FailedStartTests
{
    [Fact]
    public async Task It_shows_what_the_server_said()
    {
        var failure = await FailAsync(
            new() { Settings = new Dictionary<string, string> { ["no_such_setting"] = "1" } }
        );

        failure.Message.ShouldContain("ended while it was starting (exit code 1)");
        failure.Message.ShouldContain("unrecognized configuration parameter \"no_such_setting\"");
    }

    [Fact]
    public async Task A_taken_port_is_named()
    {
        using var holder = new TcpListener(IPAddress.Loopback, 0);
        holder.Start();
        var port = ((IPEndPoint)holder.LocalEndpoint).Port;

        var failure = await FailAsync(new() { Port = port });

        failure.Message.ShouldContain("could not bind");
        failure.Message.ShouldContain($"{port}");
    }

    [Fact]
    public async Task It_leaves_no_cluster_behind()
    {
        var lines = new List<string>();

        await FailAsync(
            new()
            {
                Settings = new Dictionary<string, string> { ["no_such_setting"] = "1" },
                OnLine = lines.Add,
            }
        );

        // initdb says: creating directory <data> ... ok
        var creation = lines.Single(line =>
            line.StartsWith("creating directory ", StringComparison.Ordinal)
        );
        var data = creation.Split(' ')[2];
        Directory.Exists(data).ShouldBeFalse();
    }

    private static async Task<PostgresServerException> FailAsync(PostgresClusterOptions options)
    {
        var failure = await Record.ExceptionAsync(() =>
            PostgresCluster.StartAsync(options with { Major = TestMajors.Newest })
        );
        return failure.ShouldBeOfType<PostgresServerException>();
    }
}
