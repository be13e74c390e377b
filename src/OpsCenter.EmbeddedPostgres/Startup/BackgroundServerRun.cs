using System.Diagnostics;
using System.Globalization;
using OpsCenter.EmbeddedPostgres.Clusters;
using OpsCenter.EmbeddedPostgres.Processes;

namespace OpsCenter.EmbeddedPostgres.Startup;

/// <summary>
/// A server that pg_ctl started in the background. Its messages are in a file. See <see cref="ServerRun"/> for when it
/// is used.
/// </summary>
internal sealed class BackgroundServerRun : IServerRun
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private BackgroundServerRun(Task ended) => Ended = ended;

    public Task Ended { get; }

    public static async Task<IServerRun> StartAsync(
        PreparedCluster prepared,
        PostgresClusterOptions options,
        CancellationToken cancellationToken
    )
    {
        var folder = prepared.Folder;
        File.Delete(folder.ServerLog);
        var exitCode = await PgCtlStartAsync(prepared, options, cancellationToken);

        var messages = new ServerMessages(options.OnLine);
        foreach (var line in await ReadLogAsync(folder.ServerLog, cancellationToken))
        {
            messages.Add(line);
        }

        return exitCode == 0
            ? new BackgroundServerRun(WatchAsync(folder))
            : throw new PostgresServerException(
                $"pg_ctl could not start PostgreSQL {prepared.Binaries.Version} (exit code {exitCode}).",
                messages.Last()
            );
    }

    private static async Task<int> PgCtlStartAsync(
        PreparedCluster prepared,
        PostgresClusterOptions options,
        CancellationToken cancellationToken
    )
    {
        var seconds = options.StartTimeout.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
        var settings = prepared.Command.Arguments.Skip(2).Select(argument => $"\"{argument}\"");
        string[] arguments =
        [
            "start",
            "-w",
            "-t",
            seconds,
            "-D",
            prepared.DataDirectory,
            "-l",
            prepared.Folder.ServerLog,
            "-o",
            string.Join(' ', settings),
        ];

        // The server inherits the handles of pg_ctl: redirected streams would stay open until the server ends.
        using var process = Process.Start(
            new ProcessStartInfo(prepared.Binaries.Program("pg_ctl"), arguments)
            {
                CreateNoWindow = true,
            }
        )!;
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode;
    }

    private static async Task<string[]> ReadLogAsync(
        string file,
        CancellationToken cancellationToken
    )
    {
        if (!File.Exists(file))
        {
            return [];
        }

        await using var stream = new FileStream(
            file,
            FileMode.Open,
            FileAccess.Read,
            FileShare.ReadWrite
        );
        using var reader = new StreamReader(stream);
        return (await reader.ReadToEndAsync(cancellationToken)).Split(
            '\n',
            StringSplitOptions.TrimEntries
        );
    }

    private static async Task WatchAsync(ClusterFolder folder)
    {
        while (RunningServer.IsRunning(folder))
        {
            await Task.Delay(Interval);
        }
    }
}
