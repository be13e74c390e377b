using System.Globalization;
using System.Text;
using OpsCenter.EmbeddedPostgres.Folders;
using OpsCenter.Migrations.Errors;

namespace OpsCenter.Migrations.Backup;

/// <summary>
/// The file of a backup in the making: readable by its owner alone, under a temporary name until it is checked, removed if it never is.
/// </summary>
internal sealed class BackupFile : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const string Incomplete = ".incomplete";
    private readonly string _stem;

    private readonly FileStream _held;

    private BackupFile(string folder, string stem)
    {
        _stem = Path.Combine(folder, stem);
        TemporaryPath = $"{_stem}.{Guid.NewGuid():N}{Incomplete}";
        _held = new FileStream(TemporaryPath, Held(FileMode.CreateNew));
    }

    /// <summary>Where pg_dump writes.</summary>
    public string TemporaryPath { get; }

    /// <summary>Makes the folder and an empty file in it.</summary>
    /// <param name="options">Its folder is made for its owner alone if it is missing.</param>
    /// <param name="name">The database, and what the backup is taken before.</param>
    /// <param name="time">Goes into the file's name, in UTC.</param>
    /// <param name="tell">Is told of a folder that is made.</param>
    public static BackupFile Create(
        BackupOptions options,
        string name,
        DateTimeOffset time,
        Action<string> tell
    )
    {
        if (options.Folder is null)
        {
            throw new BackupFailedException(
                "There is no folder for backups: this user has no home folder. Nothing was touched.",
                $"Name a folder that only you can write to with --backup-dir.{options.Otherwise}"
            );
        }

        var full = Path.GetFullPath(options.Folder);
        try
        {
            var isNew = !Directory.Exists(full);
            EnsureParent(full, options);
            CreateFolder(full);
            if (isNew)
            {
                tell($"created the folder {full}");
            }

            RemoveLeft(full);
            return new BackupFile(
                full,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Plain(name)}_{time.UtcDateTime:yyyyMMdd_HHmmss}"
                )
            );
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BackupFailedException(
                $"No backup can be written into {full}: {exception.Message} Nothing was touched.",
                $"Name a folder that you may write to with --backup-dir.{options.Otherwise}",
                exception
            );
        }
    }

    /// <summary>Options for a file that nobody but its owner may read.</summary>
    public static FileStreamOptions ForOwner(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return options;
    }

    /// <summary>Gives the file its name. One that is there is never overwritten: this one gets a number then.</summary>
    public string Keep()
    {
        for (var number = 1; ; number++)
        {
            var path = number == 1 ? $"{_stem}.dump" : $"{_stem}_{number}.dump";
            try
            {
                File.Move(TemporaryPath, path, overwrite: false);
                return path;
            }
            catch (IOException) when (File.Exists(path))
            {
                // Taken: the next number.
            }
        }
    }

    public void Dispose()
    {
        File.Delete(TemporaryPath);
        _held.Dispose();
    }

    /// <summary>
    /// Removes the files of runs that were killed: a living run holds its file locked. On Windows such a lock would keep pg_dump out, so that
    /// nobody can tell there.
    /// </summary>
    private static void RemoveLeft(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        foreach (var path in Directory.EnumerateFiles(folder, $"*{Incomplete}"))
        {
            try
            {
                using var taken = new FileStream(path, Held(FileMode.Open));
                File.Delete(path);
            }
            catch (Exception exception)
                when (exception is IOException or UnauthorizedAccessException)
            {
                // Its run is alive, or it is somebody else's.
            }
        }
    }

    /// <summary>Options for a file that nobody else of this program opens meanwhile; pg_dump does not ask for such locks.</summary>
    private static FileStreamOptions Held(FileMode mode)
    {
        var options =
            mode == FileMode.Open
                ? new FileStreamOptions { Mode = mode, Access = FileAccess.Write }
                : ForOwner(mode);
        options.Share = OperatingSystem.IsWindows()
            ? FileShare.ReadWrite | FileShare.Delete
            : FileShare.None;
        return options;
    }

    private static void EnsureParent(string folder, BackupOptions options)
    {
        if (
            !options.MakesParents
            && Path.GetDirectoryName(folder) is { } parent
            && !Directory.Exists(parent)
        )
        {
            throw new BackupFailedException(
                $"No backup can be written into {folder}: there is no folder {parent}. Nothing was touched.",
                $"Name a folder that is there, or a new one in a folder that is there, with --backup-dir.{options.Otherwise}"
            );
        }
    }

    private static void CreateFolder(string folder)
    {
        if (FolderTrust.Create(folder) is { } reason)
        {
            throw new BackupFailedException(
                $"No backup is written into {folder}: {reason}, and could read or replace the backup there. Nothing was touched.",
                "Name a folder that only you can write to with --backup-dir, or take the others' rights to this one away."
            );
        }
    }

    /// <summary>A database may have any name; a file of it gets letters, digits, dots and dashes.</summary>
    private static string Plain(string name)
    {
        var plain = new StringBuilder(name.Length);
        foreach (var character in name)
        {
            plain.Append(
                char.IsAsciiLetterOrDigit(character) || character is '.' or '-' ? character : '_'
            );
        }

        return plain.ToString();
    }
}
