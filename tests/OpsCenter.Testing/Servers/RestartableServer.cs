namespace OpsCenter.Testing.Servers;

/// <summary>A server that one test has for itself and starts again. Its settings are in its files, where <c>alter system</c> changes them.</summary>
public sealed class RestartableServer : IAsyncDisposable
{
    private readonly string _folder;

    private RestartableServer(string folder, OwnServer server) =>
        (_folder, Current) = (folder, server);

    /// <summary>The running server. Each start has its own.</summary>
    public OwnServer Current { get; private set; }

    private string Home => Path.Combine(_folder, "cluster");

    /// <summary>Starts it.</summary>
    public static async Task<RestartableServer> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("opscenter-restarted-");
        if (!OperatingSystem.IsWindows())
        {
            folder.UnixFileMode |= UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        }

        return new RestartableServer(
            folder.FullName,
            await OwnServer.StartAsync(Path.Combine(folder.FullName, "cluster"), [])
        );
    }

    /// <summary>Stops and starts it.</summary>
    public async Task RestartAsync()
    {
        await Current.DisposeAsync();
        Current = await OwnServer.StartAsync(Home, []);
    }

    /// <summary>Stops and deletes it.</summary>
    public async ValueTask DisposeAsync()
    {
        await Current.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
