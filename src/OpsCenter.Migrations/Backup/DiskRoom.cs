using System.Globalization;
using OpsCenter.Migrations.Errors;

namespace OpsCenter.Migrations.Backup;

/// <summary>Asks whether a backup has any chance to fit before it is begun.</summary>
internal static class DiskRoom
{
    /// <summary>
    /// Only an estimate: pg_dump compresses, often to a fifth and rarely to less than a tenth, so that no backup is refused that may fit.
    /// </summary>
    private const int BestCompression = 10;

    /// <param name="folder">An existing folder.</param>
    /// <param name="bytes">The size of the rows in the database.</param>
    public static void Ensure(string folder, long bytes)
    {
        var free = new DriveInfo(folder).AvailableFreeSpace;
        if (free >= bytes / BestCompression)
        {
            return;
        }

        throw new BackupFailedException(
            $"The rows to back up take {Size(bytes)} in the database, and {folder} has {Size(free)} free: by estimate the backup would not "
                + "fit. Nothing was touched.",
            "Make room, or name another folder with --backup-dir."
        );
    }

    /// <summary>A number of bytes for people.</summary>
    public static string Size(long bytes) =>
        bytes switch
        {
            < 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes"),
            < 1024 * 1024 => string.Create(
                CultureInfo.InvariantCulture,
                $"{bytes / 1024.0:0.0} KiB"
            ),
            < 1024 * 1024 * 1024 => string.Create(
                CultureInfo.InvariantCulture,
                $"{bytes / 1024.0 / 1024:0.0} MiB"
            ),
            _ => string.Create(
                CultureInfo.InvariantCulture,
                $"{bytes / 1024.0 / 1024 / 1024:0.0} GiB"
            ),
        };
}
