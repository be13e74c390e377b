namespace OpsCenter.EmbeddedPostgres.Clusters;

/// <summary>
/// Stops and deletes temporary clusters whose owner was killed. Every start of a temporary cluster does this.
/// </summary>
internal static class StaleClusters
{
    public static async Task CleanUpAsync(PostgresBinaries binaries, string root)
    {
        foreach (var lockFile in Directory.EnumerateFiles(root, "*" + ClusterLock.Extension))
        {
            var folder = new ClusterFolder(lockFile[..^ClusterLock.Extension.Length]);
            using var taken = ClusterLock.TryTake(folder.Home);
            if (taken is not null)
            {
                await TryDeleteAsync(binaries, folder, taken);
            }
        }
    }

    public static async Task DeleteAsync(PostgresBinaries binaries, ClusterFolder folder)
    {
        await ServerStop.StopAsync(binaries, folder, "immediate");
        if (Directory.Exists(folder.Home))
        {
            MemoryFolder.Delete(folder);
            Directory.Delete(folder.Home, recursive: true);
        }
    }

    private static async Task TryDeleteAsync(
        PostgresBinaries binaries,
        ClusterFolder folder,
        ClusterLock taken
    )
    {
        try
        {
            await DeleteAsync(binaries, folder);
            taken.Delete();
        }
        catch (IOException)
        {
            // An initdb of the killed owner may still run in it. This must not stop this start; the next cleanup tries
            // again.
        }
    }
}
