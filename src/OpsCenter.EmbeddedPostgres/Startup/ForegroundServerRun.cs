using OpsCenter.EmbeddedPostgres.Clusters;
using OpsCenter.EmbeddedPostgres.Processes;

namespace OpsCenter.EmbeddedPostgres.Startup;

/// <summary>A server as a child process. Its messages are read line by line.</summary>
internal sealed class ForegroundServerRun : IServerRun
{
    /// <summary>
    /// The start of the message. It ends with "connections", or with "read-only connections" on a standby.
    /// </summary>
    private const string Ready = "database system is ready to accept ";

    private ForegroundServerRun(Task ended) => Ended = ended;

    public Task Ended { get; }

    public static async Task<IServerRun> StartAsync(
        PreparedCluster prepared,
        PostgresClusterOptions options,
        CancellationToken cancellationToken
    )
    {
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var messages = new ServerMessages(line =>
        {
            if (line.Contains(Ready, StringComparison.Ordinal))
            {
                ready.TrySetResult();
            }

            options.OnLine?.Invoke(line);
        });

        var ended = ServerProgram
            .Command(prepared.Command, messages)
            .ExecuteAsync(CancellationToken.None)
            .Task;
        var first = await Task.WhenAny(
            ready.Task,
            ended,
            Task.Delay(options.StartTimeout, cancellationToken)
        );
        if (first == ready.Task)
        {
            return new ForegroundServerRun(ended);
        }

        if (first == ended)
        {
            throw new PostgresServerException(
                $"PostgreSQL {prepared.Binaries.Version} ended while it was starting (exit code "
                    + $"{(await ended).ExitCode}).",
                messages.Last()
            );
        }

        await ServerStop.StopAsync(prepared.Binaries, prepared.Folder, "immediate");
        cancellationToken.ThrowIfCancellationRequested();
        throw new PostgresServerException(
            $"PostgreSQL {prepared.Binaries.Version} was not ready after "
                + $"{options.StartTimeout.TotalSeconds:0} seconds.",
            messages.Last()
        );
    }
}
