using OpsCenter.EmbeddedPostgres.Clusters;
using OpsCenter.EmbeddedPostgres.Folders;
using OpsCenter.EmbeddedPostgres.Processes;

namespace OpsCenter.EmbeddedPostgres.Startup;

/// <summary>Locks a cluster for this process and initializes it.</summary>
internal static class ClusterPreparation
{
    private const int Attempts = 10;

    public static async Task<PreparedCluster> RunAsync(
        PostgresClusterOptions options,
        ServerMessages messages,
        CancellationToken cancellationToken
    )
    {
        var binaries =
            options.Binaries ?? await PostgresLocator.LocateAsync(options.Major, cancellationToken);
        var (folder, taken) = options.Home is null
            ? await ReserveTemporaryAsync(binaries)
            : ReserveKept(Path.GetFullPath(options.Home));
        try
        {
            // This process holds the lock, so the owner of a server that still runs here has ended.
            await ServerStop.StopAsync(binaries, folder, "fast");
            var password = await ClusterInitialization.EnsureAsync(
                binaries,
                folder,
                options.Durable,
                options is { InMemory: true, Home: null } && MemoryFolder.IsAvailable(),
                messages,
                cancellationToken
            );
            CheckMajor(binaries, folder);
            return new PreparedCluster(binaries, folder, taken, password, options);
        }
        catch
        {
            if (options.Home is null)
            {
                await StaleClusters.DeleteAsync(binaries, folder);
                taken.Delete();
            }

            taken.Dispose();
            throw;
        }
    }

    private static async Task<(ClusterFolder Folder, ClusterLock Lock)> ReserveTemporaryAsync(
        PostgresBinaries binaries
    )
    {
        var root = ClusterFolder.TemporaryRoot();
        if (FolderTrust.Create(root) is { } reason)
        {
            throw new EmbeddedPostgresException(
                $"Cannot create temporary clusters in {root}: {reason}, and could redirect them. Remove the "
                    + "folder, or set TMPDIR to a "
                    + "folder that only you can write to."
            );
        }

        ClusterFolder.Create(root);
        await StaleClusters.CleanUpAsync(binaries, root);
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            // The cleanup of another process may lock the file first; then the next name is tried.
            var home = Path.Combine(root, Guid.NewGuid().ToString("N")[..12]);
            if (ClusterLock.TryTake(home) is { } taken)
            {
                return (new ClusterFolder(home), taken);
            }
        }

        throw new EmbeddedPostgresException(
            $"Cannot lock a file in {root}. Its file system may not support locks."
        );
    }

    private static (ClusterFolder Folder, ClusterLock Lock) ReserveKept(string home)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(home)!);
        return (
            new ClusterFolder(home),
            ClusterLock.TryTake(home) ?? throw new ClusterInUseException(home)
        );
    }

    private static void CheckMajor(PostgresBinaries binaries, ClusterFolder folder)
    {
        var version = File.ReadAllText(Path.Combine(folder.Data, "PG_VERSION")).Trim();
        if (!string.Equals(version, $"{binaries.Major}", StringComparison.Ordinal))
        {
            throw new EmbeddedPostgresException(
                $"The cluster in {folder.Home} was created by PostgreSQL {version}; PostgreSQL {binaries.Major} in "
                    + $"{binaries.BinDirectory} cannot run it. Use major {version}, or choose another folder."
            );
        }
    }
}
