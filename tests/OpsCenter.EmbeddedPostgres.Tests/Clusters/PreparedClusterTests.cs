using CliWrap;

namespace OpsCenter.EmbeddedPostgres.Tests.Clusters;

public sealed class PreparedClusterTests
{
    private static readonly PostgresClusterOptions Options = new() { Major = TestMajors.Newest };

    [Fact]
    public async Task Its_command_runs_the_server()
    {
        await using var prepared = await PostgresCluster.PrepareAsync(Options);
        var ready = new TaskCompletionSource();

        var server = Cli.Wrap(prepared.Command.FileName)
            .WithArguments(prepared.Command.Arguments)
            .WithWorkingDirectory(prepared.Command.WorkingDirectory)
            .WithStandardErrorPipe(
                PipeTarget.ToDelegate(line =>
                {
                    if (line.Contains("ready to accept connections", StringComparison.Ordinal))
                    {
                        ready.TrySetResult();
                    }
                })
            )
            .ExecuteAsync();
        await ready.Task.WaitAsync(TimeSpan.FromSeconds(30));

        (await Client.AskAsync<int>(prepared.ConnectionString, "SELECT 1")).ShouldBe(1);
        await prepared.DisposeAsync();
        (await server).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Its_command_holds_no_password()
    {
        await using var prepared = await PostgresCluster.PrepareAsync(Options);

        prepared.Password.Length.ShouldBe(32);
        prepared.Command.Arguments.ShouldNotContain(argument =>
            argument.Contains(prepared.Password, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_wanted_port_is_taken()
    {
        await using var prepared = await PostgresCluster.PrepareAsync(
            Options with
            {
                Port = 54329,
            }
        );

        prepared.Port.ShouldBe(54329);
        prepared.Command.Arguments.ShouldContain("port=54329");
    }
}
