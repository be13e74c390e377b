using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using CliWrap;
using OpsCenter.Testing;

namespace OpsCenter.EmbeddedPostgres.Tests.Clusters;

public sealed class StaleClusterTests
{
    private const string FileVariable = "OPSCENTER_STALE_CLUSTER_FILE";

    [Fact]
    public async Task The_next_start_sweeps_the_cluster_of_a_killed_owner()
    {
        var file = Path.GetTempFileName();
        await RunOwnerThatDiesAsync(file);
        var written = await File.ReadAllLinesAsync(file);
        written.Length.ShouldBe(2, "The owner did not get as far as a running server.");
        var (data, port) = (written[0], int.Parse(written[1], CultureInfo.InvariantCulture));

        await using var next = await PostgresCluster.PrepareAsync(
            new() { Major = TestMajors.Newest }
        );

        // Tests beside this one start clusters, too: one of them may be sweeping at this moment.
        SpinWait.SpinUntil(() => !Directory.Exists(data), TimeSpan.FromSeconds(30)).ShouldBeTrue();
        using var client = new TcpClient();
        var connecting = await Record.ExceptionAsync(() => client.ConnectAsync("127.0.0.1", port));
        connecting.ShouldBeOfType<SocketException>();
    }

    [Fact(Explicit = true)]
    public async Task Owner_that_dies_with_its_server_running()
    {
        var cluster = await PostgresCluster.StartAsync(new() { Major = TestMajors.Newest });
        await File.WriteAllLinesAsync(
            Environment.GetEnvironmentVariable(FileVariable)!,
            [cluster.DataDirectory, cluster.Port.ToString(CultureInfo.InvariantCulture)]
        );
        Process.GetCurrentProcess().Kill();
    }

    /// <summary>This test program itself, asked for the one test that kills it.</summary>
    private static async Task RunOwnerThatDiesAsync(string file) =>
        await Cli.Wrap("dotnet")
            .WithArguments([
                typeof(StaleClusterTests).Assembly.Location,
                "-explicit",
                "only",
                "-method",
                $"{typeof(StaleClusterTests).FullName}.{nameof(Owner_that_dies_with_its_server_running)}",
            ])
            .WithEnvironmentVariables(variables => variables.Set(FileVariable, file))
            .WithValidation(CommandResultValidation.None)
            .ExecuteAsync();
}
