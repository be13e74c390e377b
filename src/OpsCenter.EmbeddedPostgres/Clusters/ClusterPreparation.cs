using OpsCenter.EmbeddedPostgres.Folders;
using OpsCenter.EmbeddedPostgres.Processes;

namespace OpsCenter.EmbeddedPostgres.Clusters;

/// <summary>Reserves a cluster for this process and initialises it.</summary>
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
            options.Binaries
            ?? await PostgresBinaries.LocateAsync(options.Major, cancellationToken);
        var (folder, taken) = options.Home is null
            ? await ReserveTemporaryAsync(binaries)
            : ReserveKept(Path.GetFullPath(options.Home));
        try
        {
            // The lock is ours: a server that still runs here has lost its owner.
            await ServerStop.StopAsync(binaries, folder, "fast");
            var password = await ClusterInitialisation.EnsureAsync(
                binaries,
                folder,
                options.Durable,
                options is { InMemory: true, Home: null } && MemoryFolder.IsThere(),
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
                $"Temporary clusters cannot be made in {root}: {reason}, and could lead them elsewhere. Have the folder removed, or set TMPDIR to a "
                    + "folder that only you can write to."
            );
        }

        ClusterFolder.Create(root);
        await StaleClusters.SweepAsync(binaries, root);
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            // Another process' sweep may catch the lock in the instant before it is held; then the next name is tried.
            var home = Path.Combine(root, Guid.NewGuid().ToString("N")[..12]);
            if (ClusterLock.TryTake(home) is { } taken)
            {
                return (new ClusterFolder(home), taken);
            }
        }

        throw new EmbeddedPostgresException(
            $"No lock file can be held open in {root}: does its file system have locks?"
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
                $"The cluster in {folder.Home} was made by PostgreSQL {version}; PostgreSQL {binaries.Major} in "
                    + $"{binaries.BinDirectory} cannot run it. Ask for major {version}, or choose another folder."
            );
        }
    }
}
