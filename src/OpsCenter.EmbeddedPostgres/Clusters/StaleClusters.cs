namespace OpsCenter.EmbeddedPostgres.Clusters;

/// <summary>Temporary clusters whose owner was killed: the next start of any other stops their servers and deletes them.</summary>
internal static class StaleClusters
{
    public static async Task SweepAsync(PostgresBinaries binaries, string root)
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
            // An initdb that outlived its owner is busy in it. Another's leavings must not stop us; the next sweep meets them again.
        }
    }
}
