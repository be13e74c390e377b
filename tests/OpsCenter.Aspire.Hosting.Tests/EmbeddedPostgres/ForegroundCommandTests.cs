using CliWrap;
using Npgsql;
using OpsCenter.Aspire.Hosting.EmbeddedPostgres;
using OpsCenter.EmbeddedPostgres;

namespace OpsCenter.Aspire.Hosting.Tests.EmbeddedPostgres;

public class ForegroundCommandTests
{
    [Fact]
    public async Task A_SIGTERM_shuts_the_server_down_although_a_client_is_connected()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        await using var cluster = await PostgresCluster.PrepareAsync(
            new PostgresClusterOptions(),
            TestContext.Current.CancellationToken
        );
        await ForegroundCommand.WriteAsync(cluster.Command, CancellationToken.None);
        var (fileName, arguments) = ForegroundCommand.Of(cluster.Command);
        var lines = new List<string>();
        var running = Cli.Wrap(fileName)
            .WithArguments(arguments)
            .WithWorkingDirectory(cluster.Command.WorkingDirectory)
            .WithStandardErrorPipe(PipeTarget.ToDelegate(lines.Add))
            .WithStandardOutputPipe(PipeTarget.ToDelegate(lines.Add))
            .WithValidation(CommandResultValidation.None)
            .ExecuteAsync();
        await using var client = await ConnectAsync(cluster.ConnectionString);

        await Cli.Wrap("/bin/sh")
            .WithArguments(["-c", $"kill -TERM {running.ProcessId}"])
            .ExecuteAsync();

        var ended = await running.Task.WaitAsync(TimeSpan.FromSeconds(30));
        ended.ExitCode.ShouldBe(0);
        lines.ShouldContain(line => line.Contains("fast shutdown request"));
    }

    private static async Task<NpgsqlConnection> ConnectAsync(string connectionString)
    {
        for (var attempt = 0; ; attempt++)
        {
            var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
            try
            {
                await connection.OpenAsync();
                return connection;
            }
            catch (NpgsqlException) when (attempt < 200)
            {
                await connection.DisposeAsync();
                await Task.Delay(100);
            }
        }
    }
}
