using System.Globalization;
using System.Net.Sockets;
using CliWrap;

namespace OpsCenter.EmbeddedPostgres.Tests.Clusters;

public sealed class StaleClusterTests
{
    [Fact]
    public async Task The_next_start_sweeps_the_cluster_of_a_killed_owner()
    {
        var (data, port) = await RunOwnerThatDiesAsync();

        await using var next = await PostgresCluster.PrepareAsync(
            new() { Major = TestMajors.Newest }
        );

        // Tests beside this one start clusters, too: one of them may be sweeping at this moment.
        SpinWait.SpinUntil(() => !Directory.Exists(data), TimeSpan.FromSeconds(30)).ShouldBeTrue();
        using var client = new TcpClient();
        var connecting = await Record.ExceptionAsync(() => client.ConnectAsync("127.0.0.1", port));
        connecting.ShouldBeOfType<SocketException>();
    }

    /// <summary>This test program itself, which <see cref="DyingOwner"/> ends before it comes to its tests.</summary>
    private static async Task<(string Data, int Port)> RunOwnerThatDiesAsync()
    {
        var file = Path.GetTempFileName();
        await Cli.Wrap("dotnet")
            .WithArguments([typeof(StaleClusterTests).Assembly.Location])
            .WithEnvironmentVariables(variables => variables.Set(DyingOwner.Variable, file))
            .WithValidation(CommandResultValidation.None)
            .ExecuteAsync();

        var written = await File.ReadAllLinesAsync(file);
        File.Delete(file);
        written.Length.ShouldBe(2, "The owner did not get as far as a running server.");
        return (written[0], int.Parse(written[1], CultureInfo.InvariantCulture));
    }
}
